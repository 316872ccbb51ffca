import { format, inspect } from "node:util";
import { Secret } from "../../../../../provider/datadog/http/secret";

const value = 's3cr3t/with+specials&"quotes"';
const secret = new Secret(value);

test.each([
  ["to a string", () => String(secret)],
  ["joined to a text", () => ["key", secret].join("=")],
  ["to the inspector", () => inspect(secret)],
  ["to the inspector, with hidden properties", () => inspect({ secret }, { showHidden: true, depth: 5 })],
  ["to a log line", () => format("%s %o %j", secret, secret, secret)],
  ["to JSON", () => JSON.stringify({ secret })],
  ["as its properties", () => JSON.stringify(Object.getOwnPropertyDescriptors(secret))],
])("a secret does not show its value %s", (_name, print) => {
  expect(print()).not.toContain("s3cr3t");
});

test("a secret prints itself as redacted", () => {
  expect([String(secret), JSON.stringify(secret), inspect(secret)]).toEqual([
    "[REDACTED]",
    '"[REDACTED]"',
    "[REDACTED]",
  ]);
});

test("a secret reveals its value when asked, without the white space around it", () => {
  expect(new Secret(` ${value}\r\n`).reveal()).toBe(value);
});

test.each([
  ["plain", `before ${value} after`],
  ["in a URL", `before ${encodeURIComponent(value)} after`],
  ["in a form", `before ${new URLSearchParams({ k: value }).toString().slice(2)} after`],
  ["in JSON", `before ${JSON.stringify(value).slice(1, -1)} after`],
])("a secret is removed from a text in which it stands %s", (_name, text) => {
  expect(secret.removeFrom(text)).toBe("before [REDACTED] after");
});

test("a value too short to be a credential is not removed, since that would garble every text", () => {
  expect(new Secret("a").removeFrom("a banana")).toBe("a banana");
  expect(new Secret("").removeFrom("a banana")).toBe("a banana");
});

test("fingerprints are equal exactly for equal values and do not tell them", () => {
  expect(secret.fingerprint()).toBe(new Secret(value).fingerprint());
  expect(secret.fingerprint()).not.toBe(new Secret("another").fingerprint());
  expect(secret.fingerprint()).toMatch(/^[0-9a-f]{64}$/);
});
