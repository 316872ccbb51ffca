import type { GitopsOptions } from "../gitops-options";
import { stackArguments } from "../pulumi-arguments";
import type { RunCommand } from "../run-command";

const refresh = [
  "refresh",
  "--yes",
  "--skip-preview",
  "--clear-pending-creates",
  "--non-interactive",
  "--color",
  "never",
];

/** Clears what the engine noted as begun, if there is any. @returns whether it succeeded. */
export async function clearPending(options: Pick<GitopsOptions, "stack">, run: RunCommand): Promise<boolean> {
  const onStack = stackArguments(options);
  if (!(await hasPendingOperations(onStack, run))) {
    return true;
  }
  const clear = (...more: string[]) => run("pulumi", [...refresh, ...more, ...onStack]);
  // With the program, whose stack configuration is today's; without it where it fails, as for a list with a mistake.
  const cleared = await clear("--run-program");
  return cleared.exitCode === 0 || (await clear()).exitCode === 0;
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
