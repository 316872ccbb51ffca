import fc from "fast-check";
import { rateLimitWaitSeconds } from "../../../../../provider/datadog/rate-limit/rate-limit-headers";

const now = Date.parse("2026-11-24T10:00:00Z");
const nowSeconds = now / 1000;

test.each([
  ["whole seconds", "7", 7],
  ["the window's end", "0", 0],
  ["parts of a second", "1.5", 1.5],
  ["white space", " 7 ", 7],
  ["a header sent twice, of which the first counts", "7, 9", 7],
  ["a whole day", "86400", 86_400],
  ["a point in time", String(nowSeconds + 30), 30],
  ["a point in time that is just past", String(nowSeconds - 3), 0],
  ["a point in time sent twice", `${nowSeconds + 30}, ${nowSeconds + 30}`, 30],
])("either header understands %s", (_name, value, seconds) => {
  expect(rateLimitWaitSeconds({ "x-ratelimit-reset": value }, now)).toBe(seconds);
  expect(rateLimitWaitSeconds({ "retry-after": value }, now)).toBe(seconds);
});

test.each([
  ["nothing", ""],
  ["a word", "soon"],
  ["a negative number", "-1"],
  ["not a number", "NaN"],
  ["infinity", "Infinity"],
  ["an exponent", "1e3"],
  ["a hexadecimal number", "0x10"],
  ["a unit", "7s"],
  ["more than a day", "86401"],
  ["a point in time more than a day ahead", String(nowSeconds + 86_401)],
  ["a point in time more than a day ago", String(nowSeconds - 86_401)],
  ["a point in time in milliseconds", String(now)],
  ["far too many digits", "9".repeat(400)],
  ["a list that begins with nothing", ", 7"],
])("%s is nonsense in either header", (_name, value) => {
  expect(rateLimitWaitSeconds({ "x-ratelimit-reset": value }, now)).toBeUndefined();
  expect(rateLimitWaitSeconds({ "retry-after": value }, now)).toBeUndefined();
});

test.each([
  ["ahead", "Tue, 24 Nov 2026 10:00:12 GMT", 12],
  ["past", "Tue, 24 Nov 2026 09:59:00 GMT", 0],
  ["of another year", "Tue, 24 Nov 2099 10:00:12 GMT", undefined],
  ["in another format", "2026-11-24T10:00:12Z", undefined],
  ["that does not exist", "Tue, 99 Nov 2026 10:00:12 GMT", undefined],
])("Retry-After may be a date %s", (_name, value, seconds) => {
  expect(rateLimitWaitSeconds({ "retry-after": value }, now)).toBe(seconds);
});

test("X-RateLimit-Reset comes first, and nonsense in it leaves the word to Retry-After", () => {
  expect(rateLimitWaitSeconds({ "x-ratelimit-reset": "7", "retry-after": "9" }, now)).toBe(7);
  expect(rateLimitWaitSeconds({ "x-ratelimit-reset": "soon", "retry-after": "9" }, now)).toBe(9);
});

test("without either header there is nothing to go by", () => {
  expect(rateLimitWaitSeconds({}, now)).toBeUndefined();
});

test("whatever the headers say, a wait is from nothing to a day", () => {
  const header = fc.oneof(fc.string(), fc.double().map(String), fc.bigInt().map(String));
  fc.assert(
    fc.property(header, header, fc.nat(), (reset, retryAfter, nowMs) => {
      const seconds = rateLimitWaitSeconds({ "x-ratelimit-reset": reset, "retry-after": retryAfter }, nowMs);
      return seconds === undefined || (seconds >= 0 && seconds <= 86_400);
    }),
  );
});
