import * as fc from "fast-check";
import type { RunOptions } from "../engine/run";
import { converges } from "../invariants/convergence";
import { command, type Command } from "./command";

const kill = fc.record({ requestsUntilKill: fc.integer({ min: 1, max: 25 }), outlivesKill: fc.boolean() });

function run(
  weight: number,
  label: string,
  kind: "up" | "refresh" | "destroy",
  options: fc.Arbitrary<RunOptions>,
): fc.WeightedArbitrary<Command> {
  return {
    weight,
    arbitrary: options.map((how) =>
      command(
        `${label}${how.requestsUntilKill === undefined ? "" : `: killed at request ${how.requestsUntilKill}${how.outlivesKill ? ", the provider lives on" : ""}`}`,
        (story) => story,
        async (system, story) => {
          await system.run(kind, story, how);
          return undefined;
        },
      ),
    ),
  };
}

/** Everything that a person does with the CLI. */
export const runCommands: readonly fc.WeightedArbitrary<Command>[] = [
  run(10, "up", "up", fc.constant({})),
  run(3, "preview and up", "up", fc.constant({ previews: true })),
  run(3, "up --refresh", "up", fc.constant({ refreshes: true })),
  run(3, "refresh", "refresh", fc.constant({})),
  run(1, "destroy", "destroy", fc.constant({})),
  run(1, "destroy --refresh", "destroy", fc.constant({ refreshes: true })),
  run(2, "killed up", "up", kill),
  run(
    1,
    "killed up --refresh",
    "up",
    kill.map((how) => ({ ...how, refreshes: true })),
  ),
  run(1, "killed destroy", "destroy", kill),
  {
    weight: 1,
    arbitrary: fc.constantFrom("up" as const, "destroy" as const).map((ends) =>
      command(
        `converge: ${ends}`,
        (story) => story,
        (system, story) => converges(story, system, ends),
      ),
    ),
  },
];
