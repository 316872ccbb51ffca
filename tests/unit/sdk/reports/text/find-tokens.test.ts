import fc from "fast-check";
import { aliasFromTokenId } from "../../../../../provider/datadog/token/token-id";
import { findTokens } from "../../../../../sdk/reports/text/find-tokens";
import pairs from "../../../../fixtures/token-id-pairs.json";
import { anyText } from "../../../../support/any-text";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const alias = "1dm1op4lL89nV8pt94Tdk8";
const secret = "a1B2".repeat(9);
const idsIn = (text: string) => findTokens(text).map((token) => token.tokenId);

test.each(pairs)("the public portion of the recorded pair $tokenId names its id and kind", (pair) => {
  const isPersonal = pair.type === "personal_access_tokens";
  const publicPortion = isPersonal ? `ddpat_${pair.publicPortion}` : pair.publicPortion;
  expect(findTokens(publicPortion)).toEqual([
    {
      tokenId: pair.tokenId,
      kind: isPersonal ? "personal" : "service",
      publicPortion,
      at: { offset: 0, line: 1, column: 1 },
    },
  ]);
});

test.each([
  ["whole", `ddpat_${alias}_${secret}`],
  ["a public portion at the end of a sentence", `ddpat_${alias}.`],
  ["in quotes", `"ddpat_${alias}_${secret}"`],
  ["behind the escape of a line break in JSON", String.raw`{"log":"token:\nddpat_${alias}_${secret}\n"}`],
  ["percent-encoded", `https://example.com/?t%3Dddpat_${alias}_${secret}%26`],
  ["with something glued to it", `TOKENddpat_${alias}_${secret}_backup`],
  ["with an empty secret part", `ddpat_${alias}_ was here`],
  ["redacted by stars", `ddpat_${alias}_************`],
  ["redacted by a word in brackets", `ddpat_${alias}_[REDACTED]`],
  ["redacted by a word", `ddpat_${alias}_REDACTED`],
  ["redacted by letters", `ddpat_${alias}_xxxxxxxx`],
  ["redacted behind some characters", `ddpat_${alias}_a1B2a...`],
  ["redacted by an ellipsis", `ddpat_${alias}_…`],
  ["redacted by stars but for its end", `ddpat_${alias}_****B2a1`],
])("a token is found: %s", (_, text) => {
  expect(idsIn(text)).toEqual([tokenId]);
});

test.each([
  ["an alias of 21 characters", `ddpat_${alias.slice(1)}_${secret}`],
  ["an alias of 23 characters", `ddpat_${alias}0_${secret}`],
  ["another alphabet", `ddpat_${alias.slice(1)}-_${secret}`],
  ["a prefix in capitals", `DDPAT_${alias}_${secret}`],
  ["another prefix", `ddxat_${alias}_${secret}`],
  ["an alias of 2^128", "ddpat_7n42DGM5Tflk9n8mt7Fhc8"],
  ["the largest 22 digits", `ddpat_${"z".repeat(22)}_${secret}`],
  ["an alias alone", alias],
])("this is not a token: %s", (_, text) => {
  expect(findTokens(text)).toEqual([]);
});

test("the alias just below 2^128 is the largest id", () => {
  expect(idsIn("ddpat_7n42DGM5Tflk9n8mt7Fhc7")).toEqual(["ffffffff-ffff-ffff-ffff-ffffffffffff"]);
});

test("every place counts, with its offset, line and column", () => {
  const text = `first\n  ddpat_${alias}_${secret} and ddsat_${alias}\r\n\nddpat_${alias}`;
  const found = findTokens(text);
  expect(found.map(({ kind, at }) => [kind, at.line, at.column])).toEqual([
    ["personal", 2, 3],
    ["service", 2, 73],
    ["personal", 4, 1],
  ]);
  for (const { publicPortion, at } of found) {
    expect(text.startsWith(publicPortion, at.offset)).toBe(true);
  }
});

const base62 = fc.constantFrom(
  ..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".split(/(?:)/),
);
const tokenText = fc
  .tuple(fc.constantFrom("ddpat_", "ddsat_"), fc.uuid(), fc.array(base62, { minLength: 36, maxLength: 36 }))
  .map(([prefix, id, rest]) => ({ id, text: `${prefix}${aliasFromTokenId(id)}_${rest.join("")}` }));
const noise = anyText().filter((text) => !/[0-9A-Za-z]$/.test(text) && !/^[0-9A-Za-z]/.test(text));

test("whatever stands around them, all tokens are found", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(noise, tokenText)), noise, (parts, last) => {
      const text = parts.map(([before, token]) => ` ${before} ${token.text} `).join("") + last;
      expect(findTokens(text).map((token) => token.tokenId)).toEqual(parts.map(([, token]) => token.id));
    }),
  );
});

test.each([
  ["one character less", secret.slice(1)],
  ["one more", `${secret}0`],
  ["a few", "a1B2"],
])("a secret part of %s makes no other token of it, and is told", (_, part) => {
  expect(findTokens(`x ddpat_${alias}_${part}.`)).toMatchObject([{ tokenId, isPartial: true }]);
});

test("what is found holds no secret part", () => {
  fc.assert(
    fc.property(tokenText, ({ text }) => {
      expect(JSON.stringify(findTokens(text))).not.toContain(text.slice(-36));
    }),
  );
});
