import { identityProbes, type Identity, type IdentityProbe, type IdentityReading } from "./api/identity";
import type { ApiCalls } from "./api-calls";
import type { CallOptions, DatadogClientOptions } from "./client-options";
import { identityProblem } from "./errors/identity-problem";
import { isRefusal } from "./http/attempt";
import { systemClock } from "./http/clock";
import { secretsOf, type Credentials } from "./http/credentials";
import { redactSecrets } from "./http/secret";
import { responseIn } from "./retry/call-result";
import { sendWithRetry } from "./retry/send-with-retry";

/** The longest that all probes may take together. */
const longestSeconds = 3;

/** The answer to one probe. */
interface Answer {
  identity: Identity;
  /** Another probe may bring a better one. */
  isBetterAsked: boolean;
}

/**
 * Asks whose the credentials are, by one probe after the other until one of them tells:
 *
 * | answer                        | by the last probe | by one before   |
 * |-------------------------------|-------------------|-----------------|
 * | 200 that names them           | `placed`, `valid` | the same        |
 * | 200 without an organisation   | `unknown`         | the next probe  |
 * | 401, 403                      | `refused`         | the next probe  |
 * | 404                           | `unknown`         | the next probe  |
 * | anything else, or none at all | `unknown`         | the same        |
 *
 * Each probe is an observation: one attempt, which waits for nothing and which nothing waits for.
 */
export async function identify(
  apiCall: ApiCalls,
  { credentials, clock = systemClock }: DatadogClientOptions,
  { deadlineSeconds = longestSeconds }: CallOptions = {},
): Promise<Identity> {
  const endsAt = clock.now() + deadlineSeconds * 1000;
  const ask = async ({ endpoint, read }: IdentityProbe): Promise<Answer> => {
    const secondsLeft = (endsAt - clock.now()) / 1000;
    const call = apiCall(endpoint, {}, { deadlineSeconds: secondsLeft, retry: false });
    const result = await sendWithRetry(call);
    const response = responseIn(result);
    const reading = response?.status === 200 ? withoutSecrets(read(response.body), credentials) : undefined;
    if (reading !== undefined && reading.kind !== "unplaced") {
      return { identity: reading, isBetterAsked: false };
    }
    const isRefused = response !== undefined && isRefusal(response);
    return {
      identity: { kind: isRefused ? "refused" : "unknown", problem: identityProblem(result, call) },
      isBetterAsked: reading !== undefined || isRefused || response?.status === 404,
    };
  };
  const [first, ...others] = identityProbes[credentials.kind];
  let answer = await ask(first);
  for (const probe of others) {
    if (answer.isBetterAsked) {
      answer = await ask(probe);
    }
  }
  return answer.identity;
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
