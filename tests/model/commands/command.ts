import type * as fc from "fast-check";
import type { Story } from "./story";
import type { System } from "./system";

/** One step of a story. */
export type Command = fc.AsyncCommand<Story, System>;

/** The number of commands that have run so far, of whatever kind. */
export const tally = new Map<string, number>();

/**
 * A step that a person writes, or that happens to the world or to the machine.
 *
 * @param tell - the next story; undefined if the step is not possible now.
 */
export function command(
  label: string,
  tell: (story: Story) => Story | undefined,
  run: (system: System, story: Story) => Promise<Story | undefined> | undefined = () => undefined,
): Command {
  return {
    check: (story) => tell(story) !== undefined,
    run: async (story, system) => {
      const [kind = label] = label.split(":");
      tally.set(kind, (tally.get(kind) ?? 0) + 1);
      Object.assign(story, tell(story));
      const next = await run(system, story);
      if (kind === "converge" && next) {
        tally.set("converged", (tally.get("converged") ?? 0) + 1);
      }
      Object.assign(story, next);
      system.judgeState();
    },
    toString: () => label,
  };
}
