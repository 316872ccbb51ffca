import { identityProbes, type Identity, type IdentityProbe, type IdentityReading } from "./api/identity";
import type { ApiCalls } from "./api-calls";
import type { DatadogClientOptions, IdentifyOptions } from "./client-options";
import { identityProblem } from "./errors/identity-problem";
import { isRefusal } from "./http/attempt";
import { sleepsThrough, systemClock } from "./http/clock";
import { secretsOf, type Credentials } from "./http/credentials";
import { redactSecrets } from "./http/secret";
import { backoffMs } from "./rate-limit/backoff";
import { responseIn, type CallResult } from "./retry/call-result";
import { sendWithRetry } from "./retry/send-with-retry";

/** The longest that all probes may take together. */
const longestSeconds = 3;

/** The answer to one probe. */
interface Answer {
  identity: Identity;
  /** Another probe may bring a better one. */
  isBetterAsked: boolean;
  /** The pause after which the same question may bring a better one, in milliseconds; absent if it would not. */
  askAgainAfterMs?: number;
}

/**
 * Asks whose the credentials are, by one probe after the other until one of them tells:
 *
 * | answer                                                | by the last probe      | by one before   |
 * |-------------------------------------------------------|------------------------|-----------------|
 * | 200 that names them                                   | `placed`, `valid`      | the same        |
 * | 200 without an organisation                           | `unknown`              | the next probe  |
 * | 401, 403                                              | `refused`              | the next probe  |
 * | 404                                                   | `unknown`              | the next probe  |
 * | 408, 429, 5xx, a broken connection, none in time      | `unknown`, transient   | the same        |
 * | anything else                                         | `unknown`              | the same        |
 *
 * Each probe is an observation, which waits for nothing and which nothing waits for. After a transient answer the same question
 * is asked again, after a backoff, or the longer pause that a 429 names, as long as that is within the time that all probes have.
 */
export async function identify(
  apiCall: ApiCalls,
  {
    credentials,
    clock = systemClock,
    random = Math.random,
    interruption = () => undefined,
  }: DatadogClientOptions,
  { deadlineSeconds = longestSeconds, asWhole = false }: IdentifyOptions = {},
): Promise<Identity> {
  const endsAt = clock.now() + deadlineSeconds * 1000;
  const ask = async ({ endpoint, read }: IdentityProbe, failures: number): Promise<Answer> => {
    const secondsLeft = (endsAt - clock.now()) / 1000;
    const call = apiCall(endpoint, {}, { deadlineSeconds: secondsLeft, retry: false });
    const result = await sendWithRetry(call);
    const response = responseIn(result);
    const reading = response?.status === 200 ? withoutSecrets(read(response.body), credentials) : undefined;
    if (reading !== undefined && reading.kind !== "unplaced") {
      return { identity: reading, isBetterAsked: false };
    }
    const isRefused = response !== undefined && isRefusal(response);
    const problem = identityProblem(result, call);
    const pauseMs = pauseAfter(result, () => backoffMs(failures, random));
    return {
      identity: isRefused
        ? { kind: "refused", problem }
        : { kind: "unknown", problem, isTransient: pauseMs !== undefined },
      isBetterAsked: reading !== undefined || isRefused || response?.status === 404,
      ...(pauseMs !== undefined && { askAgainAfterMs: pauseMs }),
    };
  };
  const askUntilTold = async (probe: IdentityProbe): Promise<Answer> => {
    for (let failures = 1; ; failures++) {
      const answer = await ask(probe, failures);
      const { askAgainAfterMs = Number.POSITIVE_INFINITY } = answer;
      const isInTime = clock.now() + askAgainAfterMs < endsAt;
      if (!isInTime || !(await sleepsThrough(clock, askAgainAfterMs, interruption()))) {
        return answer;
      }
    }
  };
  const [first, ...others] = identityProbes[asWhole ? "bearer" : credentials.kind];
  let answer = await askUntilTold(first);
  for (const probe of others) {
    if (answer.isBetterAsked) {
      answer = await askUntilTold(probe);
    }
  }
  return answer.identity;
}

/** The pause before the same question, in milliseconds; undefined if its answer stands. */
function pauseAfter(result: CallResult, backoff: () => number): number | undefined {
  switch (result.end) {
    case "completed":
      return undefined;
    case "rateLimited":
      // A limit that says that it is over, and refuses all the same, is not asked in a loop.
      return Math.max(result.waitSeconds * 1000, backoff());
    case "retriesExhausted":
      return backoff();
  }
}

/** A server that sends a credential back, whatever it is, has named no organisation: the id goes into records. */
function withoutSecrets(
  reading: IdentityReading | undefined,
  credentials: Credentials,
): IdentityReading | undefined {
  const isSecret =
    reading?.kind === "placed" &&
    redactSecrets(reading.organization, secretsOf(credentials)) !== reading.organization;
  return isSecret ? { kind: "unplaced" } : reading;
}
