import fc from "fast-check";
import { redact, urlContainsSecret } from "../../../../simulator/requests/redact";

const tokens = "/api/v2/personal_access_tokens";
const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const leaked = `ddpat_1dm1op4lL89nV8pt94Tdk8_${"A".repeat(36)}`;
const longSecret = "a/long=secret/with-separators";

test.each([
  [`${tokens}/${leaked}`, true],
  [`${tokens}?filter=${leaked}`, true],
  [`${tokens}?filter=${leaked.replaceAll("_", "%5F")}`, true],
  [`${tokens}/key`, true],
  [`${tokens}?api_key=key`, true],
  [`${tokens}?x=${longSecret}`, true],
  [`${tokens}?x=1${encodeURIComponent(longSecret)}`, true],
  [`${tokens}/${tokenId}`, false],
  [`${tokens}?filter=ddpat_1dm1op4lL89nV8pt94Tdk8`, false],
  [`${tokens}?filter=monkey`, false],
])("whether %s contains a secret: %s", (url, contains) => {
  expect(urlContainsSecret(url, ["key", longSecret])).toBe(contains);
});

test.each([
  [`${tokens}/${leaked}`, `${tokens}/[REDACTED]`],
  [`${tokens}/key`, `${tokens}/[REDACTED]`],
  [`${tokens}/${leaked.replaceAll("_", "%5F")}/x`, `${tokens}/[REDACTED]/x`],
  [`${tokens}/${tokenId}`, `${tokens}/${tokenId}`],
  [`client/1.0 (monkey; ${leaked})`, "client/1.0 (monkey; [REDACTED]"],
  ["client/key node", "client/[REDACTED] node"],
  [`${tokens}/${longSecret}`, "[REDACTED]"],
])("%s is shown as %s", (text, shown) => {
  expect(redact(text, ["key", longSecret])).toBe(shown);
});

test("no text makes a redaction throw or survive with a token's text in it", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const text = `${before}${leaked}${after}`;
      expect(redact(text, [])).not.toContain(leaked);
      expect(urlContainsSecret(text, [])).toBe(true);
    }),
  );
});
