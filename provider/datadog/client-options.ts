import type { SendAttempt } from "./http/attempt";
import type { Clock } from "./http/clock";
import type { Credentials } from "./http/credentials";
import type { PacingGate } from "./rate-limit/request-scheduler";
import type { Site } from "./token/sites";

/** What a client needs to know; everything but the site and the credentials has a default. */
export interface DatadogClientOptions {
  /** The site whose organisation is asked; named in every message, also where `apiUrl` overrides the host. */
  site: Site;
  credentials: Credentials;
  /** The API's base URL in place of the site's own (a proxy, the simulator), as `parseApiUrl` accepts it. */
  apiUrl?: string;
  /** The longest that one attempt may take, in seconds. @defaultValue 10 */
  requestTimeoutSeconds?: number;
  /** The longest that all attempts and waits of one call may take together, in seconds. @defaultValue 300 */
  retryDeadlineSeconds?: number;
  /** What holds back every call while Datadog's rate limit is spent; share one between all clients of a credential. */
  gate?: PacingGate;
  /** Requests at once, where no gate is given, whose own number counts else. @defaultValue 16 */
  concurrency?: number;
  /** @defaultValue systemClock */
  clock?: Clock;
  /** A number from 0 (included) to 1 (excluded), for the jitter. @defaultValue Math.random */
  random?: () => number;
  /** One attempt over the network. @defaultValue createSender() */
  send?: SendAttempt;
}
