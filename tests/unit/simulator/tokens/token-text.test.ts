import fc from "fast-check";
import {
  aliasOfTokenId,
  makeTokenId,
  makeTokenText,
  tokenIdOfAlias,
  tokenIdOfText,
} from "../../../../simulator/tokens/token-text";
import recordedPairs from "../../../fixtures/token-id-pairs.json";

test.each(recordedPairs)("token $tokenId has the alias that Datadog was recorded to show", (pair) => {
  const alias = pair.publicPortion.replace("ddsat_", "");
  expect(aliasOfTokenId(pair.tokenId)).toBe(alias);
  expect(aliasOfTokenId(pair.tokenId.toUpperCase())).toBe(alias);
  expect(tokenIdOfAlias(alias)).toBe(pair.tokenId);
});

test("every UUID survives the way to an alias and back", () => {
  fc.assert(
    fc.property(fc.uuid(), (tokenId) => {
      const alias = aliasOfTokenId(tokenId);
      expect(alias).toMatch(/^[0-9A-Za-z]{22}$/);
      expect(tokenIdOfAlias(alias)).toBe(tokenId);
    }),
  );
});

test.each([
  ["00000000-0000-0000-0000-000000000000", "0000000000000000000000"],
  ["ffffffff-ffff-ffff-ffff-ffffffffffff", "7n42DGM5Tflk9n8mt7Fhc7"],
])("the ends of the range: %s is %s", (tokenId, alias) => {
  expect(aliasOfTokenId(tokenId)).toBe(alias);
  expect(tokenIdOfAlias(alias)).toBe(tokenId);
});

test.each([
  ["one more than the last UUID", "7n42DGM5Tflk9n8mt7Fhc8"],
  ["too short", "1dm1op4lL89nV8pt94Tdk"],
  ["too long", "01dm1op4lL89nV8pt94Tdk8"],
  ["a character that is no digit", "1dm1op4lL89nV8pt94Td-8"],
  ["empty", ""],
])("an alias that is %s names no token", (_what, alias) => {
  expect(tokenIdOfAlias(alias)).toBeUndefined();
});

test("a text that is no UUID has no alias", () => {
  expect(() => aliasOfTokenId("35ef7728")).toThrow(new Error('"35ef7728" is not a UUID.'));
});

test("a made-up text names its token and has the recorded length", () => {
  const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
  const text = makeTokenText(tokenId);
  expect(text).toMatch(/^ddpat_1dm1op4lL89nV8pt94Tdk8_[0-9A-Za-z]{36}$/);
  expect(tokenIdOfText(text)).toBe(tokenId);
  expect(makeTokenText(tokenId)).not.toBe(text);
});

test("the same random bytes make the same text", () => {
  const randomBytes = (size: number) => new Uint8Array(size).fill(10);
  expect(makeTokenText("35ef7728-4761-41dd-8a7b-f1112a26f840", randomBytes, "ddsat")).toBe(
    `ddsat_1dm1op4lL89nV8pt94Tdk8_${"A".repeat(36)}`,
  );
});

test("a made-up id is a UUID of version 4, whatever the random bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      expect(makeTokenId(() => bytes)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }),
  );
});

test("no text makes the decoders throw", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      tokenIdOfAlias(text);
      tokenIdOfText(text);
    }),
  );
});
