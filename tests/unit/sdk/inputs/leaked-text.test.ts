import fc from "fast-check";
import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { readLeakedText } from "../../../../sdk/inputs/leaked-text";
import { leakOf } from "../../../fixtures/reports/leak";
import { arbitraryDecoy, arbitraryNesting, wrappings } from "../../../fixtures/reports/wrappings";

const leak = leakOf();
const other = leakOf({ tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" });
const portion = `ddpat_${aliasFromTokenId(leak.tokenId)}`;

test.each(Object.entries(wrappings))("the token of a text that is wrapped %s is found", (_, wrap) => {
  for (const text of [wrap(leak.text), `  ${wrap(leak.text)}\n`, `DD_BEARER_TOKEN="${wrap(leak.text)}"`]) {
    expect(readLeakedText(text)).toMatchObject({ token: { tokenId: leak.tokenId } });
  }
});

test.each<[string, string, boolean]>([
  ["a public portion alone", portion, false],
  ["a whole text", leak.text, false],
  ["a secret part that is cut off", leak.text.slice(0, -9), true],
  ["a secret part that is too long", `${leak.text}abc`, true],
  ["the same token twice, once whole", `${leak.text.slice(0, -9)} ${leak.text}`, false],
])("%s tells the id, and whether its secret part is whole", (_, text, isPartial) => {
  expect(readLeakedText(text)).toMatchObject({ token: { publicPortion: portion }, isPartial });
});

test.each([
  ["two tokens", `${leak.text} ${other.text}`, "severalTokens"],
  ["one token and a part of another", `${leak.text} ${other.text.slice(0, 14)}`, "severalTokens"],
  ["a masked public portion", "ddpat_****", "redactedToken"],
  ["a public portion that is cut off", portion.slice(0, 20), "cutOffToken"],
  ["a public portion with a digit too many", `${portion}0_${"s".repeat(36)}`, "damagedToken"],
  ["small letters only", leak.text.toLowerCase(), "changedCaseToken"],
  ["a mention in prose", "tokens begin with ddpat_…", "notAToken"],
  ["something else", "hunter2-a-password", "notAToken"],
  ["nothing", "", "notAToken"],
])("%s is said to be what it is, and no id is guessed", (_, text, problem) => {
  expect(readLeakedText(text)).toEqual({ problem });
});

test("in any nesting of wrappings a token is found or said, and never taken for another", () => {
  fc.assert(
    fc.property(arbitraryNesting, ({ text, tokenId }) => {
      const read = readLeakedText(text);
      if ("problem" in read) {
        expect(read.problem).not.toBe("notAToken");
      } else {
        expect(read.token.tokenId).toBe(tokenId);
      }
    }),
    { numRuns: 300 },
  );
});

test("a decoy never has an id", () => {
  fc.assert(
    fc.property(arbitraryDecoy, (text) => {
      expect(readLeakedText(text)).toHaveProperty("problem");
    }),
  );
});
