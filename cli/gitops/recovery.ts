import type { CommandEnd, RunCommand } from "./run-command";
import { stackArguments } from "./pulumi-arguments";
import type { GitopsOptions } from "./gitops-options";

/** Pulumi's messages for a stack that another run holds, or held when it was killed: a file backend, Pulumi Cloud. */
const lockMessages = [
  /the stack is currently locked by \d+ lock/,
  /\[409\] Conflict: Another update is currently in progress/,
];

/** True if a run failed because the stack is locked. */
export function isLocked({ exitCode, output }: Pick<CommandEnd, "exitCode" | "output">): boolean {
  return exitCode !== 0 && lockMessages.some((message) => message.test(output));
}

/** The pause between two tries of a stack that is locked. */
const retrySeconds = 10;

/** The means to wait; a test's own clock does not. */
export interface Waiting {
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  print: (text: string) => void;
}

/**
 * Runs a command of Pulumi's again as long as another run holds the stack, for a limited time.
 *
 * @returns how it ended; locked still, if the time was over.
 */
export async function whileLocked(
  attempt: () => Promise<CommandEnd>,
  lockWaitSeconds: number,
  { now, sleep, print }: Waiting,
): Promise<CommandEnd> {
  const deadline = now() + lockWaitSeconds * 1000;
  for (;;) {
    const end = await attempt();
    const left = deadline - now();
    if (!isLocked(end) || left <= 0) {
      return end;
    }
    print(`Another run holds the stack: waiting for it, at most ${Math.ceil(left / 1000)} s more.\n`);
    await sleep(Math.min(left, retrySeconds * 1000));
  }
}

/**
 * Makes a stack usable after a run that was killed: takes the lock away, and clears what the engine noted as begun. A
 * revocation that was under way is asked for again by the next `up`, which is harmless.
 *
 * @returns whether it succeeded.
 */
export async function recover(options: Pick<GitopsOptions, "stack">, run: RunCommand): Promise<boolean> {
  const onStack = stackArguments(options);
  const cancelled = await run("pulumi", [
    "cancel",
    "--yes",
    ...(options.stack === undefined ? [] : [options.stack]),
  ]);
  if (cancelled.exitCode !== 0 && !/no update|not.*locked|nothing to cancel/i.test(cancelled.output)) {
    return false;
  }
  if (!(await hasPendingOperations(onStack, run))) {
    return true;
  }
  const cleared = await run("pulumi", [
    "refresh",
    "--yes",
    "--skip-preview",
    "--clear-pending-creates",
    "--non-interactive",
    "--color",
    "never",
    ...onStack,
  ]);
  return cleared.exitCode === 0;
}

async function hasPendingOperations(onStack: readonly string[], run: RunCommand): Promise<boolean> {
  const { exitCode, stdout } = await run("pulumi", ["stack", "export", ...onStack], { isShown: false });
  // Where the state can't be read, the refresh says why.
  if (exitCode !== 0) {
    return true;
  }
  const { deployment } = JSON.parse(stdout) as { deployment?: { pending_operations?: unknown[] } };
  return (deployment?.pending_operations ?? []).length > 0;
}
