import { rateLimitWaitSeconds } from "./rate-limit-wait";

/** What an answer says about the limit that its request counted against; what it did not say, or garbled, is absent. */
export interface RateLimitHeaders {
  /** Which limit (`X-RateLimit-Name`): endpoints whose answers share the name share the limit. */
  name?: string;
  /** Calls in a period (`X-RateLimit-Limit`). */
  limit?: number;
  /** Length of a period, of which one begins at every multiple since the epoch (`X-RateLimit-Period`). */
  periodSeconds?: number;
  /** Calls left in this period, this one counted (`X-RateLimit-Remaining`). */
  remaining?: number;
  /** Whole seconds until the period ends, rounded up (`X-RateLimit-Reset`, else `Retry-After`). */
  resetSeconds?: number;
  /** When the answer was written, by the server's clock, in whole seconds (`Date`); milliseconds since the epoch. */
  dateMs?: number;
}

const namePattern = /^[\w.:/ -]{1,100}$/;
const datePattern = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Reads an answer's headers (names in lower case) at `nowMs`. A header that was sent twice counts once (`7, 7`).
 *
 * Source: the API reference's page "Rate limits"; what is sent in its place in the wild: `rateLimitWaitSeconds`.
 */
export function readRateLimitHeaders(
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): RateLimitHeaders {
  const name = namePattern.exec(headers["x-ratelimit-name"] ?? "")?.[0];
  const limit = countIn(headers["x-ratelimit-limit"], 1);
  const periodSeconds = countIn(headers["x-ratelimit-period"], 1);
  const remaining = countIn(headers["x-ratelimit-remaining"], 0);
  const resetSeconds = rateLimitWaitSeconds(headers, nowMs);
  const dateMs = datePattern.test(headers["date"] ?? "") ? Date.parse(headers["date"] ?? "") : Number.NaN;
  return {
    ...(name !== undefined && { name }),
    ...(limit !== undefined && { limit }),
    ...(periodSeconds !== undefined && { periodSeconds }),
    ...(remaining !== undefined && { remaining }),
    ...(resetSeconds !== undefined && { resetSeconds }),
    ...(!Number.isNaN(dateMs) && { dateMs }),
  };
}

function countIn(header: string | undefined, smallest: number): number | undefined {
  const first = header?.split(",")[0]?.trim() ?? "";
  const count = /^\d{1,9}$/.test(first) ? Number(first) : Number.NaN;
  return count >= smallest ? count : undefined;
}
