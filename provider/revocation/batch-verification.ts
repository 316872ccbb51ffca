import { DatadogError, type Clock, type DatadogClient } from "../datadog";
import { tryTokenList } from "./list-tokens";
import { firstPauseMs, longestPauseMs, verificationSeconds } from "./verification";

/** What asking for many tokens came to: each is in one of the three, or was not answered. */
export interface BatchVerification {
  /** Gone, and when Datadog said so. */
  gone: Map<string, Date>;
  alive: Set<string>;
  /** The first reason why tokens are in neither. */
  problem?: DatadogError;
}

/**
 * Asks for many tokens until Datadog says that each is gone, with growing pauses, for at most `deadlineSeconds`.
 *
 * The list answers for a hundred tokens at once. It proves that a token is gone only where it was read completely and
 * these credentials have seen the token on it before: with the permission `user_app_keys` they see their own alone.
 *
 * @param listedBefore - tokens that these credentials saw on the list while they were alive.
 */
export async function waitUntilAllGone(
  client: DatadogClient,
  tokenIds: readonly string[],
  listedBefore: ReadonlySet<string>,
  { clock, deadlineSeconds = verificationSeconds }: { clock: Clock; deadlineSeconds?: number },
): Promise<BatchVerification> {
  const deadline = clock.now() + deadlineSeconds * 1000;
  const secondsLeft = () => Math.max((deadline - clock.now()) / 1000, 0);
  const result: BatchVerification = { gone: new Map(), alive: new Set() };
  let pending = [...tokenIds];
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    await askForAll(client, pending, listedBefore, { clock, deadlineSeconds: secondsLeft(), result });
    pending = pending.filter((tokenId) => result.alive.has(tokenId));
    if (pending.length === 0 || secondsLeft() === 0) {
      return result;
    }
    await clock.sleep(Math.min(pauseMs, secondsLeft() * 1000));
  }
}

async function askForAll(
  client: DatadogClient,
  tokenIds: readonly string[],
  listedBefore: ReadonlySet<string>,
  { clock, deadlineSeconds, result }: { clock: Clock; deadlineSeconds: number; result: BatchVerification },
): Promise<void> {
  if (tokenIds.length === 0 || deadlineSeconds === 0) {
    return;
  }
  const list = await tryTokenList(client, tokenIds.length, { deadlineSeconds, isProof: true });
  const at = new Date(clock.now());
  const open: string[] = [];
  for (const tokenId of tokenIds) {
    if (list?.alive.has(tokenId)) {
      result.alive.add(tokenId);
    } else if (list?.isComplete && listedBefore.has(tokenId)) {
      settle(result, tokenId, at);
    } else {
      open.push(tokenId);
    }
  }
  await Promise.all(
    open.map(async (tokenId) => {
      try {
        const token = await client.find(tokenId, { deadlineSeconds });
        if (token === undefined) {
          settle(result, tokenId, new Date(clock.now()));
        } else {
          result.alive.add(tokenId);
        }
      } catch (error) {
        if (!(error instanceof DatadogError)) {
          throw error;
        }
        result.problem ??= error;
      }
    }),
  );
}

function settle(result: BatchVerification, tokenId: string, at: Date): void {
  result.alive.delete(tokenId);
  result.gone.set(tokenId, at);
}
