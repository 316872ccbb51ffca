import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Each of them is read whenever it matters, so they may be set while a program runs. */
const flags = ["--heap-growing-percent=20", "--semi-space-growth-factor=1", "--expose-gc"];

/** A collection that also gives back the space for new objects, and sets the bound at which the next one comes. */
const everything = { type: "major", execution: "sync", flavor: "last-resort" };

let isSpared = false;

/**
 * Keeps garbage from growing far beyond what is alive, for the rest of a process that deals with thousands of tokens. By
 * itself, V8 lets it grow to several times as much. It costs processor time for each token: table 6 of the benchmark has both.
 */
export function spareMemory(): void {
  if (isSpared) {
    return;
  }
  isSpared = true;
  try {
    flags.forEach(setFlagsFromString);
    (runInNewContext("gc") as (options: typeof everything) => void)(everything);
  } catch {
    // Another JavaScript engine: it has ways of its own.
  }
}
