import fc from "fast-check";
import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { redactTokenText } from "../../../../provider/datadog/token/redact";
import { tokenSpotsIn } from "../../../../provider/datadog/token/token-spots";
import { findTokens } from "../../../../sdk/reports/text/find-tokens";
import { leakOf } from "../../../fixtures/reports/leak";
import { readBytes, readText } from "../../../fixtures/reports/read-text";
import { arbitraryDecoy, arbitraryNesting, wrappings } from "../../../fixtures/reports/wrappings";

const leak = leakOf();
const idsIn = (text: string) => findTokens(text).map(({ tokenId }) => tokenId);

test.each(Object.entries(wrappings))("a token is found %s, alone and beside a whole one", (_, wrap) => {
  const other = leakOf({ tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" });
  expect(idsIn(`T="${wrap(leak.text)}"\n`)).toEqual([leak.tokenId]);
  expect(idsIn(`A=${other.text}\nB=${wrap(leak.text)}\n`)).toEqual([other.tokenId, leak.tokenId]);
});

test.each(Object.entries(wrappings))(
  "a report in which a token stands %s is read, at its line",
  async (_, wrap) => {
    const text = `one\ntwo: ${wrap(leak.text)}\n`;
    expect((await readText(text)).tokens).toMatchObject([{ tokenId: leak.tokenId, place: { line: 2 } }]);
    expect((await readText(JSON.stringify({ file: "a.py", line: 9, x: text }))).tokens).toMatchObject([
      { tokenId: leak.tokenId, place: { file: "a.py", line: 9 } },
    ]);
  },
);

test("UTF-16 without a byte order mark is read, also from the middle of another file on", async () => {
  const wide = Buffer.from(`one\ntwo: ${leak.text}\n`, "utf16le");
  for (const bytes of [
    wide,
    Buffer.from(wide).swap16(),
    Buffer.concat([Buffer.from("log\n".repeat(3000)), wide]),
  ]) {
    expect((await readBytes(bytes)).tokens).toMatchObject([{ tokenId: leak.tokenId }]);
  }
});

test("a token in any nesting of wrappings is found or said, in a text and in a report", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryNesting, async ({ text, tokenId }) => {
      const spots = tokenSpotsIn(`x ${text} y`);
      expect(spots.length).toBeGreaterThan(0);
      for (const { token } of spots) {
        expect(token?.tokenId ?? tokenId).toBe(tokenId);
      }
      const said = await readText(`x ${text} y\n`).then(
        ({ tokens, untold }) => tokens.length + untold.length > 0,
        (error: unknown) => !(error as { holdsNoToken: boolean }).holdsNoToken,
      );
      expect(said).toBe(true);
    }),
    { seed: 13, numRuns: 600 },
  );
});

test("what is redacted holds no whole token, in any nesting", () => {
  fc.assert(
    fc.property(arbitraryNesting, ({ text, secret }) => {
      const shown = redactTokenText(`x ${text} y`);
      expect(tokenSpotsIn(shown).filter(({ token, holdsSecret }) => token && holdsSecret)).toEqual([]);
      expect(shown).not.toContain(secret);
    }),
    { seed: 13, numRuns: 300 },
  );
});

test("no decoy is ever found", () => {
  fc.assert(
    fc.property(arbitraryDecoy, (decoy) => {
      expect(idsIn(decoy)).toEqual([]);
    }),
    { seed: 13, numRuns: 500 },
  );
});

const alias = aliasFromTokenId(leak.tokenId);

test.each([
  ["cut off in its alias", `ddpat_${alias.slice(0, 12)}\n`, "cutOff"],
  ["with an alias of 21", `ddpat_${alias.slice(1)}_${leak.secret}`, "damaged"],
  ["with an alias of 23", `ddpat_${alias}0_${leak.secret}`, "damaged"],
  ["without its first underscore", `ddpat${alias}_${leak.secret}`, "damaged"],
  ["with an entity that has no end", `ddpat&#95${alias}_${leak.secret}`, "damaged"],
  ["in small letters", leak.text.toLowerCase(), "changedCase"],
  ["with its prefix in capitals", `DDPAT_${alias}`, "changedCase"],
  ["masked in its prefix", "ddpa*****", "redacted"],
  ["masked in its alias", `ddpat_${alias.slice(0, 2)}...${leak.secret.slice(-3)}`, "redacted"],
])("a token that can't be told is said, and no id is guessed: %s", async (_, text, reason) => {
  expect(idsIn(text)).toEqual([]);
  const { untold } = await readText(
    `${text}\n${leakOf({ tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" }).text}\n`,
  );
  expect(untold).toEqual([{ place: { file: "report", line: 1 }, reason }]);
});
