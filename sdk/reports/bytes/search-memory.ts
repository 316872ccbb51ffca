import { assembleWasm } from "./assemble-wasm";
import { bitsOfBytes } from "./byte-pairs";
import { base64Class, needlePairs, setsOfThird, thirdsByPair } from "./needle-pairs";
import {
  capitalBits,
  pairsStart,
  runBit,
  runLength,
  runStep,
  searchProgram,
  setsStart,
  smallBits,
  tablesLength,
} from "./search-program";

/** Bytes that are searched at once. */
export const sliceLength = 1 << 16;
const pageLength = 1 << 16;
/** One place for each byte of a slice, and one for each of its runs, in four bytes each. */
const placesLength = (sliceLength + sliceLength / runStep + runStep) * 4;
const bytesStart = Math.ceil((tablesLength + placesLength) / pageLength) * pageLength;
const placesStart = tablesLength;
/** As much of a report as is held at once. */
const memoryLength = 16 << 20;
/** The second byte of a pair counts so much. */
const bytesInPair = 256;
/** The search looks so far behind the end. */
const lookAhead = 64;

/** Memory for a report's bytes in which can be searched. */
export interface SearchMemory {
  bytes: Buffer;
  /** The places between two of at most a slice at which a needle may begin; with `runBit` where only base64 stands. */
  search(from: number, to: number): Int32Array;
  /** Counts the line ends between two places. */
  lineEnds(from: number, to: number): number;
}

let spare: WeakRef<SearchMemory> | undefined;

/** Lends memory for a report, and takes it back: one after the other uses the same. */
export function takeMemory(): SearchMemory {
  const memory = spare?.deref();
  spare = undefined;
  return memory ?? searchMemory(memoryLength);
}

/** Takes memory back that nobody uses any more. */
export function giveBack(memory: SearchMemory): void {
  spare = new WeakRef(memory);
}

/** Memory of a length, searched by WebAssembly; where there is none, byte by byte. */
export function searchMemory(length: number): SearchMemory {
  try {
    return vectorSearch(length);
  } catch {
    // Without WebAssembly, as with --jitless, or where memory may not be reserved for it: slower, and the same.
    return plainSearch(length);
  }
}

interface Program {
  search: (from: number, to: number, out: number) => number;
  lineEnds: (from: number, to: number) => number;
}

/** The part of WebAssembly's interface that is in use: Node's types have none of it. */
interface WebAssemblyInterface {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (size: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyInterface };
let compiled: object | undefined;

function vectorSearch(length: number): SearchMemory {
  compiled ??= new WebAssembly.Module(assembleWasm(searchProgram));
  const pages = Math.ceil((bytesStart + length + lookAhead) / pageLength);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = new WebAssembly.Instance(compiled, { memory: { bytes: memory } });
  const { search, lineEnds } = exports as Program;
  const classes = [...needlePairs.flatMap(({ first, second }) => [first, second]), base64Class];
  Buffer.from(memory.buffer).set(Buffer.concat(classes.flatMap(({ low, high }) => [low, high])));
  new Uint8Array(memory.buffer).set(setsOfThird(), setsStart);
  new Uint8Array(memory.buffer).set(thirdsByPair(), pairsStart);
  const bytes = Buffer.from(memory.buffer, bytesStart, length);
  const places = new Int32Array(memory.buffer, placesStart, placesLength / 4);
  return {
    bytes,
    search(from, to) {
      const end = search(bytesStart + from, bytesStart + to, placesStart);
      const found = places.subarray(0, (end - placesStart) / 4);
      for (let index = 0; index < found.length; index += 1) {
        found[index] = (found[index] ?? 0) - bytesStart;
      }
      return found;
    },
    lineEnds(from, to) {
      const last = from + Math.floor((to - from) / 16) * 16;
      return lineEnds(bytesStart + from, bytesStart + last) + plainLineEnds(bytes, last, to);
    },
  };
}

/** The same without WebAssembly. */
export function plainSearch(length: number): SearchMemory {
  const bytes = Buffer.allocUnsafeSlow(length + lookAhead);
  const places = new Int32Array(placesLength / 4);
  const [thirds, sets] = [thirdsByPair(), setsOfThird()];
  const base64 = bitsOfBytes(base64Class);
  return {
    bytes: bytes.subarray(0, length),
    search(from, to) {
      let count = 0;
      for (let at = from; at < to; at += 1) {
        if ((at - from) % runStep === 0 && isRun(bytes, at, base64)) {
          places[count] = at | runBit;
          count += 1;
        }
        const pair = (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * bytesInPair;
        if (((thirds[pair] ?? 0) & (sets[bytes[at + 2] ?? 0] ?? 0)) !== 0) {
          places[count] = at;
          count += 1;
        }
      }
      return places.subarray(0, count);
    },
    lineEnds: (from, to) => plainLineEnds(bytes, from, to),
  };
}

function isRun(bytes: Buffer, from: number, base64: Uint8Array): boolean {
  let kinds = 0;
  for (let at = from; at < from + runLength; at += 1) {
    const kind = base64[bytes[at] ?? 0] ?? 0;
    if (kind === 0) {
      return false;
    }
    kinds |= kind;
  }
  return (kinds & capitalBits) !== 0 && (kinds & smallBits) !== 0;
}

const newline = 0x0a;

function plainLineEnds(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) {
    count += bytes[at] === newline ? 1 : 0;
  }
  return count;
}
