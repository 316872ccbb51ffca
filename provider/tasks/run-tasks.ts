import PQueue from "p-queue";
import { accountSiteKey, CredentialRejectedError, type Clock } from "../datadog";
import type { NamedToken } from "../messages/wording";
import { Progress, type ProgressOptions } from "./progress";
import { SkippedTokenError } from "./skipped-token-error";
import { Watchdog } from "./watchdog";

/** The work for one token. */
export interface TokenTask extends NamedToken {
  run: () => Promise<void>;
}

/** One token that could not be dealt with. */
export interface TokenFailure extends NamedToken {
  reason: Error;
}

/** The limits of a run of tasks. */
export interface TaskOptions {
  clock: Clock;
  /** Tasks at once. */
  concurrency: number;
  /** The time in which something has to move forward before the rest is given up. */
  retryDeadlineSeconds: number;
  progress: Omit<ProgressOptions, "clock">;
}

/**
 * Runs every task, some at once. A failure stops no other task, but for two: credentials that a site refuses (all
 * others on it would be answered the same), and a standstill for the length of the deadline.
 */
export async function runTasks(
  tasks: readonly TokenTask[],
  { clock, concurrency, retryDeadlineSeconds, progress: progressOptions }: TaskOptions,
): Promise<TokenFailure[]> {
  const failures: TokenFailure[] = [];
  const queue = new PQueue({ concurrency });
  const progress = new Progress(tasks.length, { clock, ...progressOptions });
  const watchdog = new Watchdog(retryDeadlineSeconds, { clock, interval: progressOptions.interval });
  const refusing = new Set<string>();
  const runOne = async ({ run, ...token }: TokenTask) => {
    const whom = accountSiteKey(token);
    try {
      if (refusing.has(whom)) {
        throw new SkippedTokenError(token.tokenId, "credentials", retryDeadlineSeconds);
      }
      await watchdog.guard(
        run,
        () => new SkippedTokenError(token.tokenId, "standstill", retryDeadlineSeconds),
      );
      progress.settled(true);
    } catch (error) {
      if (!(error instanceof Error)) {
        throw error;
      }
      if (isUnauthorized(error)) {
        refusing.add(whom);
      }
      failures.push({ ...token, reason: error });
      progress.settled(false);
    }
  };
  try {
    await queue.addAll(tasks.map((task) => () => runOne(task)));
  } finally {
    progress.stop();
    watchdog.stop();
  }
  return failures;
}

/** Runs tasks whose calls keep to their own deadline and tell their own errors: that of a single revocation. */
export async function runPlainTasks(tasks: readonly TokenTask[]): Promise<TokenFailure[]> {
  return (await Promise.all(tasks.map(runTask))).flat();
}

async function runTask({ run, ...token }: TokenTask): Promise<TokenFailure[]> {
  try {
    await run();
    return [];
  } catch (error) {
    if (!(error instanceof Error)) {
      throw error;
    }
    return [{ ...token, reason: error }];
  }
}

/** Tells a 401: refused credentials are refused for every other token, too. */
export function isUnauthorized(error: Error): boolean {
  return error instanceof CredentialRejectedError;
}
