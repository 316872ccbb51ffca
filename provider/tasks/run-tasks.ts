import { accountSiteKey, CredentialRejectedError, type Clock } from "../datadog";
import { nameOf, type NamedToken } from "../messages/wording";
import { forEachOf } from "./for-each";
import { Progress, type ProgressOptions } from "./progress";
import { SkippedTokenError } from "./skipped-token-error";
import { Watchdog } from "./watchdog";

/** Lets the next task begin before this one has ended: the rest of this one must not hold up the others. */
export type EndTurn = () => void;

/** The same work for a number of tokens. Those that wait take no more memory than their records: there may be thousands. */
export interface TokenTasks<Of> {
  /** One for each token. */
  of: readonly Of[];
  tokenOf: (one: Of) => NamedToken;
  run: (one: Of, endTurn: EndTurn) => Promise<void>;
}

/** A token whose task failed, and why. */
export interface TokenFailure extends NamedToken {
  reason: Error;
}

/** The options of a run of tasks. */
export interface TaskOptions {
  clock: Clock;
  /** The most tasks that have their turn at the same time. */
  concurrency: number;
  /** The time without a finished task after which the rest is skipped. */
  retryDeadlineSeconds: number;
  progress: Omit<ProgressOptions, "clock">;
}

/**
 * Runs every task, `concurrency` of them at the same time, and beside them those that have ended their turn. A task that
 * fails stops no other, with two exceptions: if a site rejects the credentials (401), its remaining tokens are skipped,
 * since they would get the same response; and if no task finishes for `retryDeadlineSeconds`, all that is left is skipped.
 *
 * 100 tasks, 16 at a time; the fifth meets a 401: the 15 beside it finish, and the other 84 are skipped.
 */
export async function runTasks<Of>(
  { of, tokenOf, run }: TokenTasks<Of>,
  { clock, concurrency, retryDeadlineSeconds, progress: progressOptions }: TaskOptions,
): Promise<TokenFailure[]> {
  const failures: TokenFailure[] = [];
  const progress = new Progress(of.length, { clock, ...progressOptions });
  const watchdog = new Watchdog(retryDeadlineSeconds, { clock, interval: progressOptions.interval });
  const rejecting = new Set<string>();
  const runOne = async (one: Of, endTurn: EndTurn) => {
    const token = nameOf(tokenOf(one));
    const account = accountSiteKey(token);
    try {
      if (rejecting.has(account)) {
        throw new SkippedTokenError(token, "credentials", retryDeadlineSeconds);
      }
      await watchdog.guard(
        () => run(one, endTurn),
        (hasBegun) => {
          return new SkippedTokenError(token, hasBegun ? "standstill" : "noProgress", retryDeadlineSeconds);
        },
      );
      progress.settled(true);
    } catch (error) {
      if (!(error instanceof Error)) {
        throw error;
      }
      if (isUnauthorized(error)) {
        rejecting.add(account);
      }
      failures.push({ ...token, reason: error });
      progress.settled(false);
    }
  };
  const unended = new Set<Promise<void>>();
  const takeTurn = async (one: Of) => {
    const turn = Promise.withResolvers<undefined>();
    const whole = runOne(one, () => {
      turn.resolve(undefined);
    });
    unended.add(whole);
    await Promise.race([whole.finally(() => unended.delete(whole)), turn.promise]);
  };
  try {
    await forEachOf(of, concurrency, takeTurn);
    await Promise.all(unended);
  } finally {
    progress.stop();
    watchdog.stop();
  }
  return failures;
}

/** Runs the task of a single revocation, whose calls have a deadline of their own: no queue, watchdog or progress. */
export async function runPlainTasks<Of>({ of, tokenOf, run }: TokenTasks<Of>): Promise<TokenFailure[]> {
  return (
    await Promise.all(of.map((one) => failureOf(tokenOf(one), () => run(one, () => undefined))))
  ).flat();
}

async function failureOf(token: NamedToken, run: () => Promise<void>): Promise<TokenFailure[]> {
  try {
    await run();
    return [];
  } catch (error) {
    if (!(error instanceof Error)) {
      throw error;
    }
    return [{ ...nameOf(token), reason: error }];
  }
}

/** Tells whether Datadog rejected the credentials (401), as it would for every other token. */
export function isUnauthorized(error: Error): boolean {
  return error instanceof CredentialRejectedError;
}
