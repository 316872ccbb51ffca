import * as fc from "fast-check";
import { tally } from "./commands/command";
import { programCommands } from "./commands/program-commands";
import { runCommands } from "./commands/run-commands";
import { emptyStory } from "./commands/story";
import { System } from "./commands/system";
import { worldCommands } from "./commands/world-commands";
import { converges } from "./invariants/convergence";
import { isThroughPlugin } from "../support/plugin-door/door";
import type { WorldTraits } from "./world/world";

const wantedCommands = Number(process.env["MODEL_COMMANDS"] ?? (isThroughPlugin ? 10_000 : 100_000));
/** The same stories in every run of the tests; `npm run model` tells new ones. */
const seed = Number(process.env["MODEL_SEED"] ?? 20261128);
const longestStory = 60;

const traits: fc.Arbitrary<WorldTraits> = fc.record({
  tokens: fc.array(
    fc.record({
      visibleAfterMs: fc.constantFrom(0, 0, 0, 0, 20_000, 600_000),
      diesAfterMs: fc.constantFrom(0, 0, 0, 2_000, 20_000, 50_000, 300_000),
      echoes: fc.constantFrom(false, false, true),
      staysTold: fc.constantFrom(false, false, false, true),
    }),
    { minLength: 10, maxLength: 10 },
  ),
  neighbours: fc.constantFrom(0, 3, 95, 96, 97, 98, 150, 195, 230),
});

const story = fc.commands([fc.oneof(...programCommands, ...runCommands, ...worldCommands)], {
  maxCommands: longestStory,
  size: "max",
});

test(
  "no story ends with a record that says more than Datadog showed",
  async () => {
    process.stdout.write(`Model: ${wantedCommands} commands, seed ${seed}\n`);
    const startedAt = Date.now();
    const cpuBefore = process.cpuUsage();
    const ran = () => [...tally.values()].reduce((sum, count) => sum + count, 0);
    for (let part = 0; ran() < wantedCommands; part += 1) {
      await fc.assert(
        fc.asyncProperty(traits, story, async (givenTraits, commands) => {
          const system = new System(givenTraits);
          const model = emptyStory();
          await fc.asyncModelRun(() => ({ model, real: system }), commands);
          await converges(model, system, "destroy");
        }),
        { numRuns: 100, seed: seed + part, endOnFailure: process.env["MODEL_SHRINK"] === "no" },
      );
    }
    const seconds = (Date.now() - startedAt) / 1000;
    const cpu = process.cpuUsage(cpuBefore);
    const cpuSeconds = (cpu.user + cpu.system) / 1e6;
    const kinds = [...tally].map(([kind, count]) => `${kind} ${count}`).join(", ");
    process.stdout.write(
      `${ran()} commands in ${seconds} s (${cpuSeconds.toFixed(1)} s of CPU), seed ${seed}: ${kinds}\n`,
    );
  },
  100 * wantedCommands + 10_000,
);
