import type { AttemptResult } from "../../../../../provider/datadog/http/attempt";
import { retryDecision, type RetryDecision } from "../../../../../provider/datadog/retry/retry-policy";
import { status } from "../support/scripted-send";

const byStatus: [RetryDecision, number[]][] = [
  ["final", [200, 202, 204, 301, 302, 307, 400, 401, 403, 404, 405, 409, 410, 422, 428, 451]],
  ["rateLimited", [429]],
  ["lost", [408, 500, 501, 502, 503, 504, 520, 599]],
];

test.each(
  byStatus.flatMap(([decision, codes]) => codes.map((code): [number, RetryDecision] => [code, decision])),
)("status %d is %s", (code, decision) => {
  expect(retryDecision(status(code))).toBe(decision);
});

const otherwise: [string, AttemptResult, RetryDecision][] = [
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

test.each(otherwise)("%s is judged by what may have happened", (_name, result, decision) => {
  expect(retryDecision(result)).toBe(decision);
});
