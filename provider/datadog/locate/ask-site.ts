import { endpoints, type IdentityEndpoint } from "../api/endpoint";
import { isRateLimited, meaningOf, type AttemptResult, type SendAttempt } from "../http/attempt";
import type { Clock } from "../http/clock";
import { ownHeaders } from "../http/own-headers";
import type { Secret } from "../http/secret";
import { rateLimitWaitSeconds } from "../rate-limit/rate-limit-headers";
import { apiUrlOf, type Site } from "../token/sites";
import { tokenIdentityIn, siteAnswer, type SiteAnswer } from "./site-answer";

/** The options of asking one site. */
export interface AskOptions {
  send: SendAttempt;
  clock: Clock;
  /** The deadline of all requests together, in milliseconds since the epoch. */
  endsAt: number;
  /** The longest that one request may take, in seconds. */
  requestTimeoutSeconds: number;
}

/** The pause before the one repetition that a passing failure gets; after a 429 it is as long as Datadog says. */
const pauseMs = 500;

/**
 * Asks one site whose a token is, with the token's own text: always Datadog's own host, whatever the settings say of
 * others, since a leaked text is shown to nobody else.
 */
export async function askSite(site: Site, text: Secret, options: AskOptions): Promise<SiteAnswer> {
  const answer = siteAnswer(site, await requestTwice("validateKeys", site, text, options));
  if (answer.kind !== "live") {
    return answer;
  }
  const identity = tokenIdentityIn(await requestTwice("currentUser", site, text, options));
  // A server that sends the text back has named nobody.
  return JSON.stringify(identity) === text.removeFrom(JSON.stringify(identity))
    ? { ...answer, ...identity }
    : answer;
}

async function requestTwice(
  endpoint: IdentityEndpoint,
  site: Site,
  text: Secret,
  options: AskOptions,
): Promise<AttemptResult> {
  const first = await request(endpoint, site, text, options);
  const pause = pauseAfter(first, options.clock.now());
  if (!meaningOf(first).isRetried || options.clock.now() + pause >= options.endsAt) {
    return first;
  }
  await options.clock.sleep(pause);
  return request(endpoint, site, text, options);
}

function pauseAfter(result: AttemptResult, nowMs: number): number {
  const seconds = isRateLimited(result) ? rateLimitWaitSeconds(result.headers, nowMs) : undefined;
  return Math.max((seconds ?? 0) * 1000, pauseMs);
}

function request(
  endpoint: IdentityEndpoint,
  site: Site,
  text: Secret,
  { send, clock, endsAt, requestTimeoutSeconds }: AskOptions,
): Promise<AttemptResult> {
  const { method, path } = endpoints[endpoint];
  return send({
    method,
    url: `${apiUrlOf(site)}${path}`,
    // The text is in the clear for the length of an attempt only.
    headers: {
      ...ownHeaders(),
      Authorization: `Bearer ${text.reveal()}`,
    },
    timeoutMs: Math.max(1, Math.min(requestTimeoutSeconds * 1000, endsAt - clock.now())),
  });
}
