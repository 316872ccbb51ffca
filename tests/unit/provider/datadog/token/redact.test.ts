import fc from "fast-check";
import { containsTokenText, redactTokenText } from "../../../../../provider/datadog/token/redact";
import { redactSecrets, Secret } from "../../../../../provider/datadog/http/secret";
import { anyText } from "../../../../support/any-text";

const alias = "1dm1op4lL89nV8pt94Tdk8";
const secret = "0123456789abcdefghijklmnopqrstuvwxyz";

test.each([
  ["alone", `ddpat_${alias}_${secret}`, `ddpat_${alias}_[REDACTED]`],
  ["of a service account", `ddsat_${alias}_${secret}`, `ddsat_${alias}_[REDACTED]`],
  ["in a sentence", `Token ddpat_${alias}_${secret}, leaked.`, `Token ddpat_${alias}_[REDACTED], leaked.`],
  ["in JSON", `{"key":"ddpat_${alias}_${secret}"}`, `{"key":"ddpat_${alias}_[REDACTED]"}`],
  ["in a URL", `/x?t=ddpat_${alias}_${secret}&u=1`, `/x?t=ddpat_${alias}_[REDACTED]&u=1`],
  ["stuck to a word", `xddpat_${alias}_${secret}`, `xddpat_${alias}_[REDACTED]`],
  ["twice", `ddpat_${alias}_${secret} ddpat_a_b`, `ddpat_${alias}_[REDACTED] ddpat_a_[REDACTED]`],
  ["with half of its secret", `ddpat_${alias}_012345`, `ddpat_${alias}_[REDACTED]`],
  ["with more than its secret", `ddpat_${alias}_${secret}${secret}`, `ddpat_${alias}_[REDACTED]`],
  ["in capitals", `DDPAT_${alias}_${secret}`, `DDPAT_${alias}_[REDACTED]`],
  ["with a short alias", `ddpat_1dm1_${secret}`, `ddpat_1dm1_[REDACTED]`],
  ["without an alias", `ddpat__${secret}`, `ddpat__[REDACTED]`],
  ["without the second underscore", `ddpat_${alias}${secret}`, `ddpat_[REDACTED]`],
  ["with its parts swapped", `ddpat_${secret}_${alias}`, `ddpat_[REDACTED]`],
])("a token's text %s loses its secret part", (_name, text, expected) => {
  expect(redactTokenText(text)).toBe(expected);
  expect(containsTokenText(text)).toBe(true);
});

test.each([
  "",
  "no token here",
  `ddpat_${alias}`,
  `"ddsat_${alias}"`,
  `ddpat_${alias}_[REDACTED]`,
  "ddpat_<ALIAS>_<SECRET>",
])("%j holds no secret and stays as it is", (text) => {
  expect(redactTokenText(text)).toBe(text);
  expect(containsTokenText(text)).toBe(false);
});

test("what is redacted once is redacted for good, and no text makes it fail", () => {
  const pieces = fc.array(fc.oneof(fc.constantFrom("ddpat_", "ddsat_", "_", alias, secret), anyText()));
  fc.assert(
    fc.property(pieces, (parts) => {
      const once = redactTokenText(parts.join(""));
      expect(redactTokenText(once)).toBe(once);
      expect(containsTokenText(once)).toBe(false);
    }),
  );
});

test("a token's secret is gone wherever it stands in a text", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.stringMatching(/^[0-9A-Za-z]{36}$/),
      fc.string(),
      (before, anySecret, after) => {
        expect(redactTokenText(`${before}ddpat_${alias}_${anySecret}${after}`)).not.toContain(anySecret);
      },
    ),
  );
});

test("given secrets are gone as well, a bearer token among them", () => {
  const secrets = [new Secret("api-key-of-mine"), new Secret(`ddpat_${alias}_${secret}`)];
  const text = `api-key-of-mine and ddpat_${alias}_${secret}, but not ddpat_a_b`;
  expect(redactSecrets(text, secrets)).toBe("[REDACTED] and [REDACTED], but not ddpat_a_[REDACTED]");
});
