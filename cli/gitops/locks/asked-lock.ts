import type { GitopsOptions } from "../gitops-options";
import { stackArguments } from "../pulumi-arguments";
import type { CommandEnd, RunCommand } from "../run-command";
import { isUnreadableLock, lockIn, type StackLock } from "./stack-lock";

/** The CLI's error (3.259.0) for a name that a stack has already: it looks for that once it has the lock. */
const nameIsTaken = /^error: a stack named .+ already exists$/m;

/**
 * Asks the CLI who holds a stack, where the lock is no file that can be read, by a command that takes the lock for a moment and
 * changes nothing: it gives the stack the name that it has.
 *
 * @returns undefined if nobody holds it; a lock without owners if that can't be told.
 */
export async function askedLock(
  options: Pick<GitopsOptions, "stack">,
  run: RunCommand,
): Promise<StackLock | undefined> {
  const show = ["stack", "--show-name", "--fully-qualify-stack-names", ...stackArguments(options)];
  const { exitCode, stdout } = await run("pulumi", show, { isShown: false });
  const name = stdout.trim();
  if (exitCode !== 0 || name === "") {
    return { owners: [] };
  }
  const rename = ["stack", "rename", "--stack", name, name, "--non-interactive", "--color", "never"];
  const end = await run("pulumi", rename, { isShown: false });
  if (isUnreadableLock(end)) {
    return { owners: [{ untold: `Pulumi's CLI can't read its lock: ${firstWords(end)}` }] };
  }
  return lockIn(end) ?? (nameIsTaken.test(end.stderr) ? undefined : { owners: [] });
}

/** The first line of what a command said that has any words. */
function firstWords({ output }: CommandEnd): string {
  const line = output.split("\n").find((each) => /\w/.test(each)) ?? "";
  return line.replace(/^error: /, "");
}
