import type { GitopsOptions } from "../gitops-options";
import type { RunCommand } from "../run-command";

/**
 * Takes away all locks of a stack that Pulumi knows of. Nobody can tell before whether there is one in a backend that is no
 * folder, and the CLI says that an update has been canceled in any case: its words are not shown.
 *
 * @throws Error in Pulumi's words if it fails.
 */
export async function cancel({ stack }: Pick<GitopsOptions, "stack">, run: RunCommand): Promise<void> {
  const args = ["cancel", "--yes", ...(stack === undefined ? [] : [stack])];
  const { exitCode, output } = await run("pulumi", args, { isShown: false });
  if (exitCode !== 0) {
    throw new Error(output.trim());
  }
}
