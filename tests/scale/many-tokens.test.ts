import { Readable } from "node:stream";
import { aliasFromTokenId } from "../../provider/datadog/token/token-id";
import { tokenIdCommand } from "../../cli/token-id/token-id-command";

/** A function takes fewer arguments. */
const count = 150_000;

test("of a report with hundreds of thousands of tokens all ids are printed", async () => {
  const ids = Array.from(
    { length: count },
    (_, index) => `35ef7728-4761-41dd-8a7b-${index.toString(16).padStart(12, "0")}`,
  );
  const secret = "a1B2".repeat(9);
  const report = ids.map((tokenId) => `ddpat_${aliasFromTokenId(tokenId)}_${secret}\n`).join("");
  let printed = "";
  const exitStatus = await tokenIdCommand([], {
    stdin: Readable.from([Buffer.from(report)]),
    isInteractive: false,
    print: (text) => (printed += text),
    warn: () => undefined,
    version: "1.2.3",
  });
  expect(exitStatus).toBe(0);
  expect(printed === `${ids.join("\n")}\n`).toBe(true);
}, 60_000);
