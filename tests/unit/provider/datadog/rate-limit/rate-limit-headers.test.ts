import fc from "fast-check";
import { readRateLimitHeaders } from "../../../../../provider/datadog/rate-limit/rate-limit-headers";

const now = Date.parse("2026-11-24T10:00:00Z");

test("a response tells which limit it counted against, how much is left of it, and when", () => {
  const headers = {
    "x-ratelimit-name": "personal_access_tokens",
    "x-ratelimit-limit": "100",
    "x-ratelimit-period": "10",
    "x-ratelimit-remaining": "99",
    "x-ratelimit-reset": "7",
    date: "Tue, 24 Nov 2026 10:00:03 GMT",
  };
  expect(readRateLimitHeaders(headers, now)).toEqual({
    name: "personal_access_tokens",
    limit: 100,
    periodSeconds: 10,
    remaining: 99,
    resetSeconds: 7,
    dateMs: now + 3000,
  });
});

test("a response without such headers tells nothing", () => {
  expect(readRateLimitHeaders({ "content-type": "application/json" }, now)).toEqual({});
});

test.each([
  [
    "sent twice",
    { "x-ratelimit-limit": "100, 100", "x-ratelimit-remaining": "0,0" },
    { limit: 100, remaining: 0 },
  ],
  ["no number", { "x-ratelimit-limit": "many", "x-ratelimit-remaining": "-1" }, {}],
  ["impossible", { "x-ratelimit-limit": "0", "x-ratelimit-period": "0" }, {}],
  ["beyond all measure", { "x-ratelimit-limit": "9".repeat(40) }, {}],
  ["no whole number", { "x-ratelimit-period": "1.5" }, {}],
  ["no name", { "x-ratelimit-name": "<b>limit</b>" }, {}],
  ["no date", { date: "today" }, {}],
])("a header that is %s counts for what can be read of it", (_name, headers, expected) => {
  expect(readRateLimitHeaders(headers, now)).toEqual(expected);
});

test("no header makes reading fail", () => {
  const names = ["name", "limit", "period", "remaining", "reset"].map((name) => `x-ratelimit-${name}`);
  const anyHeaders = fc.dictionary(fc.constantFrom(...names, "date", "retry-after"), fc.string());
  fc.assert(fc.property(anyHeaders, (headers) => void readRateLimitHeaders(headers, now)));
});
