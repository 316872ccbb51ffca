import { DatadogError, type Clock, type DatadogClient } from "../datadog";

/** What asking after a DELETE came to: gone, still alive when time was up, or no answer worth anything. */
export type Verification =
  | { result: "gone"; at: Date }
  | { result: "alive"; problem?: DatadogError }
  | { result: "unavailable"; error: DatadogError };

/** How long verification may take: Datadog speaks of seconds. */
export const verificationSeconds = 30;

/** The first pause between two questions, in milliseconds; each following one is twice as long. */
export const firstPauseMs = 250;
/** The longest of these pauses. */
export const longestPauseMs = 5_000;

/**
 * Asks Datadog for the token until it says that it is gone, with growing pauses, for at most `deadlineSeconds`. Where
 * it stops answering, its last word stands: a token seen alive after the DELETE is not reported as done.
 *
 * @throws nothing of Datadog's: its errors are the result `unavailable`.
 */
export async function waitUntilGone(
  client: DatadogClient,
  tokenId: string,
  { clock, deadlineSeconds = verificationSeconds }: { clock: Clock; deadlineSeconds?: number },
): Promise<Verification> {
  const deadline = clock.now() + deadlineSeconds * 1000;
  let seenAlive = false;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const leftMs = deadline - clock.now();
    if (leftMs <= 0) {
      return { result: "alive" };
    }
    try {
      const token = await client.find(tokenId, { deadlineSeconds: leftMs / 1000 });
      if (token === undefined) {
        return { result: "gone", at: new Date(clock.now()) };
      }
      seenAlive = true;
    } catch (error) {
      if (!(error instanceof DatadogError)) {
        throw error;
      }
      return seenAlive && !isRefusal(error)
        ? { result: "alive", problem: error }
        : { result: "unavailable", error };
    }
    await clock.sleep(Math.min(pauseMs, Math.max(deadline - clock.now(), 0)));
  }
}

/** Asking is not allowed to these credentials: another attempt would be answered the same. */
function isRefusal(error: DatadogError): boolean {
  return error.status === 401 || error.status === 403;
}
