/**
 * Runs the model of tests/model for long: `npm run model`, 1,000,000 commands. It prints its seed; `npm run model -- --seed N`
 * repeats a run, and `--commands N` makes it shorter or longer.
 */
import { parseArgs } from "node:util";
import { handOver } from "./running/hand-over.mjs";

const { values } = parseArgs({ options: { seed: { type: "string" }, commands: { type: "string" } } });
const environment = {
  ...process.env,
  MODEL_COMMANDS: values.commands ?? "1000000",
  MODEL_SEED: values.seed ?? String(Date.now() % 0x7fffffff),
};
process.exitCode = await handOver("jest", ["--selectProjects", "model"], environment);
