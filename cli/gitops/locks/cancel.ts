import type { GitopsOptions } from "../gitops-options";
import type { RunCommand } from "../run-command";

/**
 * Takes away all locks of a stack that Pulumi knows of, one of a run that has begun in this moment among them: the CLI has no
 * way to name one (3.259.0). It says that an update has been canceled in any case: its words are not shown.
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
