import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

type Collect = (options: object) => void;

/** V8 reads these flags whenever it needs them, so they may be set while a program runs. */
const flags = ["--heap-growing-percent=20", "--expose-gc"];

/** A collection that also gives back the space for new objects, and sets the bound at which the next one comes. */
const everything = { type: "major", execution: "sync", flavor: "last-resort" };

/**
 * The space for new objects, in bytes, half of which is in use at a time. It holds the requests under way many times over: in
 * too small a space V8 would move them to the old objects before they end, where only a full collection frees them.
 */
const newSpaceBytes = 8 * 2 ** 20;
/** The number of objects that are made to survive a collection: V8 lets the space grow only if many do. */
const survivors = 30_000;
/** The most steps that growing takes: the space doubles at least at every second one, from 1 MiB on. */
const mostSteps = 12;

/** The garbage that may gather, in bytes, and as a part of what is alive: the greater of the two. */
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
 * Drops garbage once enough has gathered, if memory is spared; to be called after each of many pieces of work. V8 itself
 * collects in the background, while more gathers: the busier the machine, the more.
 */
export function mindGarbage(): void {
  if (usedBytes() > boundBytes) {
    drop({ type: "major", execution: "sync" });
  }
}

/**
 * Drops the garbage of work that is done, if memory is spared, and gives its space back. Otherwise what is made next all at
 * once, such as the state of thousands of tokens, would come on top of it.
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
 * Lets the space for new objects grow to `newSpaceBytes`, and no further. The size itself can't be set while a process runs,
 * and each full collection shrinks the space.
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
