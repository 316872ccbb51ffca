import { proofsIn, type ExportedStack, type RecordedProof } from "./proof";
import type { GitopsOptions } from "../gitops-options";
import { backendUrl, folderStackOf } from "../state/folder-stack";
import { cutOffStateOf } from "../state/state-files";
import { UnreadableStateError } from "../state/unreadable-state-error";
import { stackArguments } from "../pulumi-arguments";
import type { CommandEnd, RunCommand } from "../run-command";

/** Reads the records of the stack, by token id. */
export async function recordedProofs(
  options: Pick<GitopsOptions, "stack">,
  run: RunCommand,
): Promise<Map<string, RecordedProof[]>> {
  return proofsIn(await exportedStack(options, run));
}

/**
 * Reads the stack's state.
 *
 * @throws Error in Pulumi's words if the state can't be read; UnreadableStateError if one of its files is cut off.
 */
export async function exportedStack(
  options: Pick<GitopsOptions, "stack">,
  run: RunCommand,
): Promise<ExportedStack> {
  const read = () => run("pulumi", ["stack", "export", ...stackArguments(options)], { isShown: false });
  let exported = await read();
  if (isUnreadable(exported)) {
    await expectWhole(options, run);
    // Whole by now: another run was at work on its files.
    exported = await read();
  }
  if (exported.exitCode !== 0) {
    throw new Error(exported.output.trim());
  }
  return JSON.parse(exported.stdout) as ExportedStack;
}

/** Tells whether the CLI (3.259.0) may have failed since it could not read the state; what follows is decided by the files. */
export function isUnreadable({ exitCode, stderr }: Pick<CommandEnd, "exitCode" | "stderr">): boolean {
  return exitCode !== 0 && stderr.includes("failed to load checkpoint");
}

/** @throws UnreadableStateError if the state's files are in a folder, and one of them is cut off. */
export async function expectWhole(options: Pick<GitopsOptions, "stack">, run: RunCommand): Promise<void> {
  const stack = await folderStackOf(options, await backendUrl(run), run);
  const cutOff = stack && (await cutOffStateOf(stack));
  if (cutOff !== undefined) {
    throw new UnreadableStateError(cutOff);
  }
}
