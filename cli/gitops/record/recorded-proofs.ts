import { proofsIn, type ExportedStack, type RecordedProof } from "./proof";
import type { GitopsOptions } from "../gitops-options";
import { stackArguments } from "../pulumi-arguments";
import type { RunCommand } from "../run-command";

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
 * @throws Error in Pulumi's words if the state can't be read.
 */
export async function exportedStack(
  options: Pick<GitopsOptions, "stack">,
  run: RunCommand,
): Promise<ExportedStack> {
  const exported = await run("pulumi", ["stack", "export", ...stackArguments(options)], { isShown: false });
  if (exported.exitCode !== 0) {
    throw new Error(exported.output.trim());
  }
  return JSON.parse(exported.stdout) as ExportedStack;
}
