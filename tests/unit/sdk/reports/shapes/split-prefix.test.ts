import { redactTokenText } from "../../../../../provider/datadog/token/redact";
import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";

const leak = leakOf();
const other = leakOf({ kind: "service", tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" });
const { text, secret, publicPortion } = leak;
const alias = publicPortion.slice("ddpat_".length);

async function messageOf(report: string): Promise<string> {
  const outcome: unknown = await readText(report).catch((error: unknown) => error);
  expect(outcome).toMatchObject({ holdsNoToken: false });
  return outcome instanceof Error ? outcome.message : "";
}

const record = (log: string) =>
  JSON.stringify({ log, stream: "stdout", time: "2026-11-29T03:00:00.123456789Z" });
const taggedRecord = (log: string) =>
  JSON.stringify({
    log,
    stream: "stderr",
    attrs: { "com.docker.compose.project": "shop", tag: "api" },
    time: "2026-11-29T03:00:00Z",
  });

describe.each([2, 3, 4, 5, 6, 9])(
  "a container's log that is cut behind %i characters of a token",
  (length) => {
    test.each([
      ["with Docker's own fields", record],
      ["with a container's labels", taggedRecord],
    ])("says that one is there, %s, and shows nothing of it", async (_, line) => {
      const log = `${line(`${"x".repeat(16_000)} ${text.slice(0, length)}`)}\n${line(`${text.slice(length)}\n`)}\n`;
      const message = await messageOf(log);
      expect(message).toContain("report:1");
      expect(message).not.toContain(secret.slice(0, 12));
      const { tokens, untold } = await readText(`${log}${line(`${other.text}\n`)}\n`);
      expect(tokens).toMatchObject([{ tokenId: other.tokenId, place: { line: 3 } }]);
      expect(untold).toMatchObject([{ place: { line: 1 } }]);
    });
  },
);

test("a container's log whose records end like a prefix and begin like its rest is in order", async () => {
  await expect(readText(`${record("to add")}\n${record("path_of it\n")}\n`)).rejects.toMatchObject({
    holdsNoToken: true,
  });
});

test.each([
  ["JavaScript", `const t = "dd" + "pat_${alias}_${secret}";`],
  ["JavaScript, in three pieces", `const t = 'ddp' + 'at_' + '${alias}_${secret}';`],
  ["JavaScript, in two lines", `const t =\n  "ddpa" +\n  "t_${alias}_${secret}";`],
  ["PHP", `$t = 'dd' . 'pat_' . '${alias}' . '_${secret}';`],
  ["Lua", `t = "ddpat" .. "_${alias}_${secret}"`],
  ["SQL", `SELECT 'ddpat_' || '${alias}_${secret}';`],
  ["Visual Basic", `t = "dd" & "pat_${alias}_${secret}"`],
  ["JSON", JSON.stringify({ file: "a.js", line: 3, match: `t = "dd" + "pat_${alias}_${secret}"` })],
])(
  "a token that a program in %s puts together from its prefix on is said, and none of it shown",
  async (_, program) => {
    expect(await messageOf(`${program}\n`)).not.toContain(secret.slice(0, 12));
    expect(redactTokenText(program)).not.toContain(secret);
  },
);

test.each([`"add" + "path_${alias}"`, `x = "dd" + "pat_"`, `"yyyy-MM-dd'T'HH:mm"`])(
  "%s is no token",
  async (program) => {
    await expect(readText(`${program}\n`)).rejects.toMatchObject({ holdsNoToken: true });
  },
);
