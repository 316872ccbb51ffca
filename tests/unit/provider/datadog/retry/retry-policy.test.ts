import fc from "fast-check";
import type { AttemptResult } from "../../../../../provider/datadog";
import { backoffMs, verdictOn, type Verdict } from "../../../../../provider/datadog/retry/retry-policy";
import { status } from "../support/scripted-send";

const byStatus: [Verdict, number[]][] = [
  ["final", [200, 202, 204, 301, 302, 307, 400, 401, 403, 404, 405, 409, 410, 422, 428, 451]],
  ["rateLimited", [429]],
  ["lost", [408, 500, 501, 502, 503, 504, 520, 599]],
];

test.each(byStatus.flatMap(([verdict, codes]) => codes.map((code): [number, Verdict] => [code, verdict])))(
  "status %d is %s",
  (code, verdict) => {
    expect(verdictOn(status(code))).toBe(verdict);
  },
);

const otherwise: [string, AttemptResult, Verdict][] = [
  ["a time-out", { kind: "timeout", timeoutMs: 1 }, "lost"],
  ["a broken connection", { kind: "brokenConnection", code: "ECONNRESET", mayHaveArrived: true }, "lost"],
  [
    "a connection that never was",
    { kind: "brokenConnection", code: "ECONNREFUSED", mayHaveArrived: false },
    "unsent",
  ],
  ["a proxy that can't reach the server", { kind: "proxyRefusal", status: 502 }, "unsent"],
  ["a proxy's own rate limit", { kind: "proxyRefusal", status: 429 }, "unsent"],
  ["a proxy that wants a password", { kind: "proxyRefusal", status: 407 }, "final"],
  ["a proxy's not found", { kind: "proxyRefusal", status: 404 }, "final"],
  ["an untrusted certificate", { kind: "untrustedServer", code: "CERT_HAS_EXPIRED" }, "final"],
  ["a body beyond the limit", { kind: "tooLarge" }, "final"],
  ["an unknown failure", { kind: "failed", code: "ERR_INVALID_CHAR" }, "final"],
];

test.each(otherwise)("%s is judged by what may have happened", (_name, result, verdict) => {
  expect(verdictOn(result)).toBe(verdict);
});

test.each([
  [1, 1000],
  [2, 2000],
  [3, 4000],
  [4, 8000],
  [5, 16_000],
  [6, 30_000],
  [7, 30_000],
  [5000, 30_000],
])("after failure number %d the backoff is anything up to %d ms", (failures, ceilingMs) => {
  expect(backoffMs(failures, () => 0.999_999)).toBe(ceilingMs);
  expect(backoffMs(failures, () => 0.5)).toBe(ceilingMs / 2);
  expect(backoffMs(failures, () => 0)).toBe(100);
});

test("a backoff is never shorter than a tenth of a second, whatever the dice say", () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (failures, dice) => {
      const ms = backoffMs(failures + 1, () => dice);
      return ms >= 100 && ms <= 30_000;
    }),
  );
});
