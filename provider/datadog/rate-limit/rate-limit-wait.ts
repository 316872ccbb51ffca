/** A day in seconds. A longer wait is no rate limit's; a number beyond it may be a point in time instead. */
const daySeconds = 86_400;

const decimalNumber = /^\d+(?:\.\d+)?$/;
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * How long an answer with status 429 asks to wait, in seconds: its `X-RateLimit-Reset`, else its `Retry-After`.
 *
 * Both are seconds by their documentation. In the wild they are also sent twice (`7, 7`: the first counts) and as a point
 * in time (seconds since the epoch, within a day of now; `Retry-After` also as an HTTP date), of which what is past means
 * no wait. Anything else is nonsense and undefined: it loses the server's timing, not the retry.
 */
export function rateLimitWaitSeconds(
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): number | undefined {
  const retryAfter = headers["retry-after"];
  return (
    secondsFrom(headers["x-ratelimit-reset"], nowMs) ??
    secondsFrom(retryAfter, nowMs) ??
    secondsUntil(retryAfter, nowMs)
  );
}

function secondsFrom(header: string | undefined, nowMs: number): number | undefined {
  const first = header?.split(",")[0]?.trim() ?? "";
  if (!decimalNumber.test(first)) {
    return undefined;
  }
  const number = Number(first);
  if (number <= daySeconds) {
    return number;
  }
  const untilSeconds = number - nowMs / 1000;
  return Math.abs(untilSeconds) <= daySeconds ? Math.max(untilSeconds, 0) : undefined;
}

function secondsUntil(header: string | undefined, nowMs: number): number | undefined {
  const date = header?.trim() ?? "";
  const untilSeconds = httpDate.test(date) ? (Date.parse(date) - nowMs) / 1000 : Number.NaN;
  return Math.abs(untilSeconds) <= daySeconds ? Math.max(untilSeconds, 0) : undefined;
}
