import * as fc from "fast-check";
import { cast } from "../world/cast";
import type { WorldCredentials } from "../world/credentials";
import { faults, type Fault } from "../world/faults";
import { command, type Command } from "./command";
import type { Story } from "./story";

const tokenId = fc.constantFrom(...cast.map(({ id }) => id));

/** Mostly those that are right, and of the permissions mostly all. */
const credentials: fc.Arbitrary<WorldCredentials> = fc.record({
  organizations: fc.oneof(
    { weight: 5, arbitrary: fc.constant(["a", "c"] as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        ["b", "c"] as const,
        ["b", "d"] as const,
        ["a", "d"] as const,
        ["a"] as const,
        ["c"] as const,
      ),
    },
  ),
  reads: mostly("all" as const, "own" as const, "none" as const),
  revokes: mostly("all" as const, "own" as const, "none" as const),
  identity: mostly("placed" as const, "valid" as const, "refused" as const),
});

const anyFaults = fc.array(mostly<Fault>("none", ...faults), { minLength: 1, maxLength: 12 });
/** A list that shifts while it is read, or tells entries twice, whoever reads it and however often. */
const restlessList = fc.oneof(
  fc.array(fc.constantFrom<Fault>("told twice", "shift", "none"), { minLength: 12, maxLength: 30 }),
  fc.integer({ min: 12, max: 40 }).map((length) => Array<Fault>(length).fill("told twice")),
);

/** Everything that happens to the world, or to the machine on which Pulumi runs. */
export const worldCommands: readonly fc.WeightedArbitrary<Command>[] = [
  {
    weight: 3,
    arbitrary: credentials.map((given) =>
      command(`credentials: ${JSON.stringify(given)}`, (story) => withMachine(story, { credentials: given })),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .option(fc.nat(4))
      .map((cap) =>
        command(`cap: ${String(cap)}`, (story) =>
          withMachine(story, { environment: cap === null ? {} : { DD_MAX_REVOCATIONS: String(cap) } }),
        ),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(0, 3_600_000, -3_600_000)
      .map((clockAheadMs) =>
        command(`clock: ${clockAheadMs}`, (story) => withMachine(story, { clockAheadMs })),
      ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(1_000, 30_000, 120_000, 86_400_000).map((ms) =>
      command(`time passes: ${ms}`, same, (system) => {
        system.world.pass(ms);
        return undefined;
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: tokenId.map((id) =>
      command(`revoked by somebody else: ${id}`, same, (system) => {
        system.world.token(id).dieAt(system.world.nowMs);
        return undefined;
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: tokenId.map((id) =>
      command(`back to life: ${id}`, same, (system) => {
        system.world.token(id).revive(system.world.ledger.next());
        return undefined;
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc
      .oneof({ weight: 5, arbitrary: anyFaults }, { weight: 2, arbitrary: restlessList })
      .map((lots) =>
        command(`faults: ${lots.join(", ")}`, same, (system) => {
          system.world.faults = [...lots];
          return undefined;
        }),
      ),
  },
];

function same(story: Story): Story {
  return story;
}

function withMachine(story: Story, change: Partial<Story["machine"]>): Story {
  return { ...story, machine: { ...story.machine, ...change } };
}

function mostly<Value>(usual: Value, ...others: readonly Value[]): fc.Arbitrary<Value> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(usual) },
    { weight: 2, arbitrary: fc.constantFrom(...others) },
  );
}
