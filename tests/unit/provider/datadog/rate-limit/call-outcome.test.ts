import type { AttemptResult } from "../../../../../provider/datadog/http/attempt";
import { outcomeOf, type CallOutcome } from "../../../../../provider/datadog/rate-limit/call-outcome";
import { refused, reset, status } from "../support/scripted-send";

const facts = { sentAt: 0, receivedAt: 50, inFlight: 1, isObservation: false };

const outcomes: [string, AttemptResult, CallOutcome["kind"]][] = [
  ["a success", status(204), "responded"],
  ["a server in trouble", status(503), "responded"],
  ["a 429", status(429), "rateLimited"],
  ["a time-out", { kind: "timeout", timeoutMs: 50 }, "lost"],
  ["a broken connection", reset, "lost"],
  ["a body beyond the limit", { kind: "tooLarge" }, "lost"],
  ["a connection that never came about", refused, "unsent"],
  ["a proxy's own 429", { kind: "proxyRefusal", status: 429 }, "unsent"],
  ["an untrusted certificate", { kind: "untrustedServer", code: "CERT_HAS_EXPIRED" }, "unsent"],
  ["a failure of the request itself", { kind: "failed", code: "ERR_INVALID_URL" }, "unsent"],
];

test.each(outcomes)(
  "%s counts against the limit unless it certainly never arrived",
  (_name, result, kind) => {
    expect(outcomeOf(result, facts)).toEqual({ kind, headers: {}, ...facts });
  },
);

test("the headers of a response are read", () => {
  const result = status(204, { headers: { "x-ratelimit-remaining": "7" } });
  expect(outcomeOf(result, facts).headers).toEqual({ remaining: 7 });
});
