import type { SendAttempt } from "./http/attempt";
import type { Clock } from "./http/clock";
import type { Credentials } from "./http/credentials";
import type { RequestScheduler } from "./rate-limit/request-scheduler";
import type { Site } from "./token/sites";

/** The settings of a client, complete: `provider/session/settings` holds the defaults. */
export interface DatadogClientOptions {
  /** The site whose organisation is asked; named in every message, even if `apiUrl` overrides the host. */
  site: Site;
  /** The name of the account, for messages; absent if there is only one. */
  account?: string;
  credentials: Credentials;
  /** The API's base URL in place of the site's own (a proxy, the simulator), as `parseApiUrl` accepts it. */
  apiUrl?: string;
  /** The longest that one attempt may take, in seconds. */
  requestTimeoutSeconds: number;
  /** The longest that all attempts and waits of one call may take together, in seconds. */
  retryDeadlineSeconds: number;
  /**
   * `true`: a 404 without a body counts as Datadog's word that a token is not there. Gateways answer so, too.
   *
   * @defaultValue false
   */
  acceptBareNotFound?: boolean;
  /** Holds back every call while Datadog's rate limit is spent; share one between all clients of a credential. */
  scheduler: RequestScheduler;
  /** @defaultValue systemClock */
  clock?: Clock;
  /** A number from 0 (included) to 1 (excluded), for the jitter. @defaultValue Math.random */
  random?: () => number;
  /** The signal that ends the calls of the operation under way, asked for at the beginning of each. @defaultValue none */
  interruption?: () => AbortSignal | undefined;
  /** One attempt over the network. @defaultValue createSender() */
  send?: SendAttempt;
}

/** The time that a call may take. */
export interface CallOptions {
  /** All attempts and waits together, in seconds. */
  deadlineSeconds?: number;
  /**
   * `false`: the deadline does not run while the call waits its turn, for the rate limit or behind other calls, but only
   * for its attempts and the pauses after failed ones. It then gives up, at once, only if Datadog's limit lasts longer in
   * one piece than the deadline. @defaultValue true
   */
  deadlineIncludesQueueTime?: boolean;
}

/** The way in which credentials are asked whose they are. */
export interface IdentifyOptions extends CallOptions {
  /**
   * `true`: the API key of a pair is never asked about alone, which lives on when what goes with it is dead. @defaultValue false
   */
  asWhole?: boolean;
}

/** The owner of a token that is asked for by its id, and the time that this may take. */
export interface TokenOptions extends CallOptions {
  /**
   * The id of the service account that owns the token: it is asked for below that account. Without it the token is taken for
   * a person's, and a service token is a 404.
   */
  serviceAccountId?: string;
}

/** The time and effort that a question may take. */
export interface ReadOptions extends CallOptions {
  /**
   * `false` is an observation: one attempt, before all others, which neither waits for the rate limit (if no request is
   * left it throws at once, without one) nor makes others wait for it. @defaultValue true
   */
  retry?: boolean;
}

/** The owner of a token that is looked up by its id, and the time and effort that this may take. */
export interface FindOptions extends ReadOptions, TokenOptions {}
