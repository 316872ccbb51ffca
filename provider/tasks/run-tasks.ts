import PQueue from "p-queue";
import type { TokenFailure } from "../revocation/failure-message";
import type { Clock } from "../datadog";
import { GivenUpError } from "./skipped-token-error";
import { Standstill } from "./watchdog";
import { Progress, type ProgressOptions } from "./progress";

/** What is to be done for one token. */
export interface TokenTask {
  tokenId: string;
  run: () => Promise<void>;
}

/** How tasks are run. */
export interface TaskOptions {
  clock: Clock;
  /** Tasks at once. */
  concurrency: number;
  /** How long nothing may move forward before the rest is given up. */
  retryDeadlineSeconds: number;
  progress: Omit<ProgressOptions, "clock">;
}

/**
 * Runs every task, some at once. A failure stops no other task, but for two: credentials that are refused (all others
 * would be answered the same), and a standstill for the length of the deadline.
 */
export async function runTokenTasks(
  tasks: readonly TokenTask[],
  { clock, concurrency, retryDeadlineSeconds, progress: progressOptions }: TaskOptions,
): Promise<TokenFailure[]> {
  const failures: TokenFailure[] = [];
  const queue = new PQueue({ concurrency });
  const progress = new Progress(tasks.length, { clock, ...progressOptions });
  const standstill = new Standstill(retryDeadlineSeconds, { clock, every: progressOptions.every });
  let isRefused = false;
  const runOne = async ({ tokenId, run }: TokenTask) => {
    try {
      if (isRefused) {
        throw new GivenUpError(tokenId, "credentials", retryDeadlineSeconds);
      }
      await standstill.orDone(run, () => new GivenUpError(tokenId, "standstill", retryDeadlineSeconds));
      progress.settled(true);
    } catch (error) {
      if (!(error instanceof Error)) {
        throw error;
      }
      // Every other token would be answered the same.
      isRefused ||= "status" in error && error.status === 401;
      failures.push({ tokenId, reason: error });
      progress.settled(false);
    }
  };
  try {
    await queue.addAll(tasks.map((task) => () => runOne(task)));
  } finally {
    progress.stop();
    standstill.stop();
  }
  return failures;
}
