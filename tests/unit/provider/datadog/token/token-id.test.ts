import fc from "fast-check";
import {
  aliasFromTokenId,
  normalizeTokenId,
  readToken,
  tokenIdFromAlias,
} from "../../../../../provider/datadog/token/token-id";
import pairs from "../../../../fixtures/token-id-pairs.json";
import { anyText } from "../../../../support/any-text";

const secret = "0123456789abcdefghijklmnopqrstuvwxyz";
const [alias, id] = ["1dm1op4lL89nV8pt94Tdk8", "35ef7728-4761-41dd-8a7b-f1112a26f840"];

const recorded = pairs.map(({ tokenId, publicPortion }): [string, string] => [
  publicPortion.replace("ddsat_", ""),
  tokenId,
]);

test.each(recorded)("the recorded alias %s names the token %s, and back", (recordedAlias, tokenId) => {
  expect(tokenIdFromAlias(recordedAlias)).toBe(tokenId);
  expect(aliasFromTokenId(tokenId)).toBe(recordedAlias);
});

test("every id survives the way to its alias and back", () => {
  fc.assert(
    fc.property(anyUuid(), (tokenId) => {
      const text = aliasFromTokenId(tokenId);
      expect(text).toMatch(/^[0-9A-Za-z]{22}$/);
      expect(tokenIdFromAlias(text)).toBe(tokenId);
    }),
  );
});

test("every alias below 2^128 survives the way to its id and back", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-7][0-9A-Za-z]{21}$/), (text) => {
      const tokenId = tokenIdFromAlias(text);
      return tokenId === undefined ? text > "7n42DGM5Tflk9n8mt7Fhc7" : aliasFromTokenId(tokenId) === text;
    }),
  );
});

test.each([
  ["the smallest", "0000000000000000000000", "00000000-0000-0000-0000-000000000000"],
  ["the largest of 128 bits", "7n42DGM5Tflk9n8mt7Fhc7", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
])("%s alias is an id", (_name, text, tokenId) => {
  expect(tokenIdFromAlias(text)).toBe(tokenId);
  expect(aliasFromTokenId(tokenId)).toBe(text);
});

test.each([
  ["one beyond 128 bits", "7n42DGM5Tflk9n8mt7Fhc8"],
  ["the largest of 22 digits", "zzzzzzzzzzzzzzzzzzzzzz"],
  ["too short", "1dm1op4lL89nV8pt94Tdk"],
  ["too long", "1dm1op4lL89nV8pt94Tdk80"],
  ["a digit that is none", "1dm1op4lL89nV8pt94Td-8"],
  ["a line break at the end", "1dm1op4lL89nV8pt94Tdk8\n"],
  ["empty", ""],
])("an alias that is %s names no token", (_name, text) => {
  expect(tokenIdFromAlias(text)).toBeUndefined();
});

test("an alias is computed from a UUID only, and the error does not echo the text", () => {
  const wrong = () => aliasFromTokenId(`ddpat_${alias}_${secret}`);
  expect(wrong).toThrow(new RangeError("An alias can be computed from a UUID only."));
});

test.each([
  [id, id],
  [id.toUpperCase(), id],
  [` \t${id}\n`, id],
])("%j is the id %s", (text, tokenId) => {
  expect(normalizeTokenId(text)).toBe(tokenId);
});

test.each([
  "",
  "35ef7728",
  id.replaceAll("-", ""),
  `{${id}}`,
  `${id}0`,
  id.replace("f", "g"),
  `${id} ${id}`,
  alias,
])("%j is no id", (text) => {
  expect(normalizeTokenId(text)).toBeUndefined();
});

test.each([
  ["the whole text", `ddpat_${alias}_${secret}`],
  ["the public portion", `ddpat_${alias}`],
  ["a text with white space around it", `\n ddpat_${alias}_${secret}\r\n`],
  ["a text whose secret was struck out", `ddpat_${alias}_***`],
  ["a text whose secret was cut off", `ddpat_${alias}_`],
])("%s names its token", (_name, text) => {
  expect(readToken(text)).toEqual({ tokenId: id });
});

test.each([
  ["empty", ""],
  ["an id", id],
  ["a bare alias", alias],
  ["a prefix in capitals", `DDPAT_${alias}_${secret}`],
  ["a short alias", `ddpat_${alias.slice(1)}_${secret}`],
  ["a long alias", `ddpat_${alias}0_${secret}`],
  ["an alias beyond 128 bits", `ddpat_zzzzzzzzzzzzzzzzzzzzzz_${secret}`],
  ["a text with white space inside", `ddpat_${alias}_${secret} ddpat_${alias}_${secret}`],
  ["a token within a sentence", `leaked: ddpat_${alias}_${secret}`],
])("%s is not a token", (_name, text) => {
  expect(readToken(text)).toBeUndefined();
});

test.each([`ddsat_${alias}_${secret}`, `ddsat_${alias}`, ` ddsat_${alias}_***\n`])(
  "%j is a service account's, which another endpoint revokes",
  (text) => {
    expect(readToken(text)).toEqual({ tokenId: id, kind: "service" });
  },
);

test("no text makes reading a token fail, and the result never holds a part of it but the id", () => {
  const almostTokens = fc
    .tuple(fc.constantFrom("ddpat_", "ddsat_", ""), anyText())
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(anyText(), almostTokens), (text) => {
      const result = readToken(text);
      normalizeTokenId(text);
      tokenIdFromAlias(text);
      expect(result === undefined || normalizeTokenId(result.tokenId) === result.tokenId).toBe(true);
    }),
  );
});

test("every token's text names the token's id", () => {
  fc.assert(
    fc.property(anyUuid(), fc.stringMatching(/^\S*$/), (tokenId, rest) => {
      expect(readToken(`ddpat_${aliasFromTokenId(tokenId)}_${rest}`)).toEqual({ tokenId });
    }),
  );
});

function anyUuid(): fc.Arbitrary<string> {
  return fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((value) =>
    value
      .toString(16)
      .padStart(32, "0")
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
  );
}
