import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

type Collect = (options: object) => void;

/** Each of them is read whenever it matters, so they may be set while a program runs. */
const flags = ["--heap-growing-percent=20", "--expose-gc"];

/** A collection that also gives back the space for new objects, and sets the bound at which the next one comes. */
const everything = { type: "major", execution: "sync", flavor: "last-resort" };

/**
 * The space for new objects, in bytes, half of which is in use at a time. The requests under way fit in many times: in too
 * small a space they are taken for old before they end, and only a collection of everything finds them dead.
 */
const newSpaceBytes = 8 * 2 ** 20;
/** Objects that survive a collection, of which there have to be many before the space grows. */
const survivors = 30_000;
/** The space doubles at each second step at the latest, from 1 MiB on. */
const mostSteps = 12;

/** The garbage that may gather: in bytes, or as a part of what is alive, whichever is more. */
const leastGarbageBytes = 12 * 2 ** 20;
const garbagePart = 0.2;

let collect: Collect | undefined;
let isSpared = false;
/** The size of the heap at which garbage is dropped, in bytes. */
let boundBytes = Infinity;

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
    collect = runInNewContext("gc") as Collect;
    dropGarbage();
  } catch {
    // Another JavaScript engine: it has ways of its own.
    collect = undefined;
  }
}

/**
 * Drops garbage once enough has gathered, if memory is spared; to be called after each of many pieces of work. By itself, V8
 * looks for garbage beside the work, during which more gathers, and the more the busier the machine.
 */
export function mindGarbage(): void {
  if (usedBytes() > boundBytes) {
    drop({ type: "major", execution: "sync" });
  }
}

/**
 * Drops the garbage of what is over, if memory is spared, and gives its space back: what comes next at one go, such as the
 * state of thousands of tokens, would else come on top of it.
 */
export function dropGarbage(): void {
  if (collect !== undefined) {
    drop(everything);
    growNewSpace();
  }
}

function drop(options: object): void {
  collect?.(options);
  boundBytes = usedBytes() + Math.max(leastGarbageBytes, usedBytes() * garbagePart);
}

function usedBytes(): number {
  return getHeapStatistics().used_heap_size;
}

/**
 * Lets the space for new objects grow to its size, and no further: that can't be set in a process that runs, and collecting
 * everything shrinks it.
 */
function growNewSpace(): void {
  setFlagsFromString("--semi-space-growth-factor=2");
  for (let step = 0; step < mostSteps && newSpace() < newSpaceBytes; step += 1) {
    const held = Array.from({ length: survivors }, (_, index) => ({ index }));
    collect?.({ type: "minor" });
    held.length = 0;
  }
  setFlagsFromString("--semi-space-growth-factor=1");
}

function newSpace(): number {
  return (
    getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space")?.space_size ?? Infinity
  );
}
