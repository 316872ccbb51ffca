import { changedRecordVariable } from "../../provider/schema/counted-record";
import type { DayLimit } from "./day-limit";
import type { GitopsOptions } from "./gitops-options";
import type { GitopsSurroundings } from "./gitops-surroundings";
import type { ExportedStack } from "./record/proof";
import { exportedStack } from "./record/recorded-proofs";
import type { CommandEnd } from "./run-command";
import { capOfRun } from "./stack-cap";
import { toldByFile } from "./told-by-file";

/** The number of times that tokens are counted again if others revoke between the count and the stack's lock. */
const mostCounts = 3;

/** The end of an update that was held to a limit. */
interface CountedEnd {
  end: CommandEnd;
  /** The words about what is above the limit: tokens that were left out, or others' that came in between. */
  above: readonly string[];
}

/**
 * Runs an update with as much of the list as its limit has room for, counted from the stack as it is now. A list whose update
 * fails is written as it was. By a file the provider tells that the record was another one under the stack's lock.
 *
 * @param exported - the stack, if it was read just now.
 */
export async function countedUpdate(
  args: readonly string[],
  limit: DayLimit,
  options: Pick<GitopsOptions, "stack">,
  surroundings: GitopsSurroundings,
  exported?: ExportedStack,
): Promise<CountedEnd> {
  const { run, print, now, environment } = surroundings;
  let stack = exported;
  for (let counts = 1; ; counts += 1) {
    const [counted, cap] = await Promise.all([
      stack ?? exportedStack(options, run),
      capOfRun(options, environment, run),
    ]);
    stack = undefined;
    const { left, environment: added } = await limit.narrow({ stack: counted, cap, now: now() });
    let isDone = false;
    try {
      const { end, isTold } = await toldByFile(changedRecordVariable, (variables) =>
        run("pulumi", args, { environment: { ...added, ...variables } }),
      );
      isDone = end.exitCode === 0;
      if (isDone || counts >= mostCounts || !isTold) {
        const exceeded = isDone ? await exceededMeanwhile(limit, options, surroundings) : undefined;
        return { end, above: [left, exceeded].filter((words) => words !== undefined) };
      }
    } finally {
      if (!isDone) {
        limit.restore();
      }
    }
    print("Another run has revoked tokens since this one counted them: counting again.\n");
  }
}

/** Counts once more, after the update: if the stack can't be read now, that is told and fails nothing, since the work is done. */
async function exceededMeanwhile(
  limit: DayLimit,
  options: Pick<GitopsOptions, "stack">,
  { run, now, warn }: GitopsSurroundings,
): Promise<string | undefined> {
  try {
    return limit.exceeded(await exportedStack(options, run), now());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    warn(`Whether others have gone above the limit of a day meanwhile could not be counted: ${reason}\n`);
    return undefined;
  }
}
