import { hasChangedSinceCounted } from "../../provider/schema/counted-record";
import type { DayLimit } from "./day-limit";
import type { GitopsOptions } from "./gitops-options";
import type { GitopsSurroundings } from "./gitops-surroundings";
import type { ExportedStack } from "./record/proof";
import { exportedStack } from "./record/recorded-proofs";
import type { CommandEnd } from "./run-command";
import { capOfRun } from "./stack-cap";

/** So often is counted again where others revoke between the count and the stack's lock. */
const mostCounts = 3;

/** The end of an update that was held to a limit. */
interface CountedEnd {
  end: CommandEnd;
  /** The words about the tokens that were left out. */
  left: string | undefined;
}

/**
 * Runs an update with as much of the list as its limit has room for, counted from the stack as it is now. A list whose update
 * fails is written as it was.
 *
 * @param exported - the stack, if it was read just now.
 */
export async function countedUpdate(
  args: readonly string[],
  limit: DayLimit,
  options: Pick<GitopsOptions, "stack">,
  { run, print, now, environment }: GitopsSurroundings,
  exported?: ExportedStack,
): Promise<CountedEnd> {
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
      const end = await run("pulumi", args, { environment: added });
      isDone = end.exitCode === 0;
      if (isDone || counts >= mostCounts || !end.output.includes(hasChangedSinceCounted)) {
        return { end, left };
      }
    } finally {
      if (!isDone) {
        limit.restore();
      }
    }
    print("Another run has revoked tokens since this one counted them: counting again.\n");
  }
}
