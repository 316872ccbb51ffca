import { omitUndefined } from "../token/omit-undefined";

type Headers = Readonly<Record<string, string>>;

/** The limit that a request counted against, as its response tells; what it left out, or garbled, is absent. */
export interface RateLimitHeaders {
  /** The limit's name (`X-RateLimit-Name`): endpoints whose responses share the name share the limit. */
  name?: string;
  /** Requests in a window (`X-RateLimit-Limit`). */
  limit?: number;
  /** Length of a window, of which one begins at every multiple since the epoch (`X-RateLimit-Period`). */
  periodSeconds?: number;
  /** Requests left in this window, this one counted (`X-RateLimit-Remaining`). */
  remaining?: number;
  /** Whole seconds until the window ends, rounded up (`X-RateLimit-Reset`, else `Retry-After`). */
  resetSeconds?: number;
  /** The time of the response by the server's clock, in whole seconds (`Date`); milliseconds since the epoch. */
  dateMs?: number;
}

/** A day in seconds. A longer wait is no rate limit's; a number beyond it may be a point in time instead. */
const daySeconds = 86_400;

const decimalNumber = /^\d+(?:\.\d+)?$/;
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const namePattern = /^[\w.:/ -]{1,100}$/;

/**
 * Reads a response's headers (names in lower case) at `nowMs`. A header that was sent twice counts once (`7, 7`).
 *
 * Source: the API reference's page "Rate limits"; what is sent in its place in the wild: `rateLimitWaitSeconds`.
 */
export function readRateLimitHeaders(headers: Headers, nowMs: number): RateLimitHeaders {
  return omitUndefined({
    name: namePattern.exec(headers["x-ratelimit-name"] ?? "")?.[0],
    limit: countIn(headers["x-ratelimit-limit"], 1),
    periodSeconds: countIn(headers["x-ratelimit-period"], 1),
    remaining: countIn(headers["x-ratelimit-remaining"], 0),
    resetSeconds: rateLimitWaitSeconds(headers, nowMs),
    dateMs: dateIn(headers["date"]),
  });
}

/**
 * The wait that a response with status 429 asks for, in seconds: its `X-RateLimit-Reset`, else its `Retry-After`.
 *
 * Both are seconds by their documentation. In the wild they are also sent twice, and as a point in time within a day of
 * now: seconds since the epoch, or for `Retry-After` an HTTP date. Anything else is undefined: the call is still retried,
 * after a backoff.
 *
 * At 1,700,000,000 s since the epoch, `7` and `7, 7` mean 7 s, `1700000012` means 12 s, `1699999990` is past and means
 * 0 s, and `soon` and `-3` mean nothing.
 */
export function rateLimitWaitSeconds(headers: Headers, nowMs: number): number | undefined {
  const retryAfter = headers["retry-after"];
  return (
    secondsFrom(headers["x-ratelimit-reset"], nowMs) ??
    secondsFrom(retryAfter, nowMs) ??
    secondsUntil(dateIn(retryAfter?.trim()), nowMs)
  );
}

function secondsFrom(header: string | undefined, nowMs: number): number | undefined {
  const first = firstOf(header);
  if (!decimalNumber.test(first)) {
    return undefined;
  }
  const number = Number(first);
  return number <= daySeconds ? number : secondsUntil(number * 1000, nowMs);
}

function secondsUntil(timeMs: number | undefined, nowMs: number): number | undefined {
  const untilSeconds = timeMs === undefined ? Number.NaN : (timeMs - nowMs) / 1000;
  return Math.abs(untilSeconds) <= daySeconds ? Math.max(untilSeconds, 0) : undefined;
}

function countIn(header: string | undefined, smallest: number): number | undefined {
  const first = firstOf(header);
  const count = /^\d{1,9}$/.test(first) ? Number(first) : Number.NaN;
  return count >= smallest ? count : undefined;
}

function dateIn(header: string | undefined): number | undefined {
  const timeMs = httpDate.test(header ?? "") ? Date.parse(header ?? "") : Number.NaN;
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

function firstOf(header: string | undefined): string {
  return header?.split(",")[0]?.trim() ?? "";
}
