import type { GitopsOptions } from "../gitops-options";
import { stackArguments } from "../pulumi-arguments";
import type { RunCommand } from "../run-command";

/** An operation that is under way on a stack, as Pulumi Cloud tells it. */
export interface CloudOperation {
  /** Such as `update`. */
  kind: string;
  /** The login of whoever started it. */
  author: string;
  /** Time in Pulumi's form, such as 2026-11-28T08:35:05Z. */
  started: string;
}

/** The word of Pulumi Cloud on a stack. */
export interface CloudWord {
  /** The stack's full name. */
  stack: string;
  /** Its page in Pulumi Cloud. */
  consoleUrl: string;
  /** Absent if nothing is under way. */
  operation?: CloudOperation;
}

/**
 * Asks Pulumi Cloud what is under way on a stack, through the CLI (3.259.0), which has the credentials: `currentOperation`
 * of `GET /api/stacks/{org}/{project}/{stack}`.
 *
 * @returns undefined where the backend is another one, or does not tell.
 */
export async function cloudWordOn(
  options: Pick<GitopsOptions, "stack">,
  run: RunCommand,
): Promise<CloudWord | undefined> {
  const args = ["stack", "--output", "json", ...stackArguments(options)];
  const { exitCode, stdout } = await run("pulumi", args, { isShown: false });
  if (exitCode !== 0) {
    return undefined;
  }
  const told = JSON.parse(stdout) as {
    organization?: string;
    project?: string;
    stack?: string;
    consoleUrl?: string;
    currentOperation?: CloudOperation;
  };
  const { organization, project = "", stack = "", consoleUrl = "", currentOperation } = told;
  if (organization === undefined || organization === "") {
    return undefined;
  }
  return {
    stack: [organization, project, stack].join("/"),
    consoleUrl,
    ...(currentOperation && { operation: currentOperation }),
  };
}

/** A sentence on what is under way, and what a person has to look at before the stack is taken from it. */
export function describeOperation({ kind, author, started }: CloudOperation, word: CloudWord): string {
  const { stack, consoleUrl } = word;
  return [
    `Pulumi Cloud says that an operation (${kind}) of ${author} is under way since ${started}.`,
    `Look at it on ${consoleUrl}, and at the job that started it. If that job is gone, the operation is dead: run`,
    `pulumi cancel --yes ${stack}, then datadog-token-gitops recover.`,
  ].join(" ");
}
