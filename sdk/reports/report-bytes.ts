import { unpacking } from "./packed/unpacking";
import { packingOf, type Packing } from "./packed/packings";
import type { TellProblem } from "./packed/gunzip";
import type { ChunkIterator } from "./scan/fill-bytes";
import { inUtf8, wideEncodingOf } from "./text/decode-text";

const enoughToKnow = 4096;

/** A report's bytes: as UTF-8, unpacked; or a whole archive. */
export interface ReportBytes {
  chunks: AsyncIterable<Uint8Array>;
  /** Set if it is still packed. */
  packing?: Packing;
}

/** Looks at the beginning of a report's bytes, and makes UTF-8 of them. */
export async function reportBytes(
  source: AsyncIterable<Uint8Array>,
  path: string,
  tell: TellProblem,
): Promise<ReportBytes> {
  const { first, chunks } = await beginningOf(source);
  const packing = packingOf(first);
  if (packing === "gzip") {
    return reportBytes(unpacking().unzipped(chunks, path, tell), path, tell);
  }
  if (packing !== undefined) {
    return { chunks, packing };
  }
  const encoding = wideEncodingOf(first);
  return { chunks: encoding === undefined ? chunks : inUtf8(chunks, encoding) };
}

async function beginningOf(source: AsyncIterable<Uint8Array>) {
  const iterator = source[Symbol.asyncIterator]() as ChunkIterator;
  const read: Uint8Array[] = [];
  for (let length = 0; length < enoughToKnow;) {
    const next = await iterator.next();
    if (next.done === true) {
      break;
    }
    read.push(next.value);
    length += next.value.length;
  }
  const chunks = (async function* (): AsyncGenerator<Uint8Array, void, Uint8Array | undefined> {
    try {
      let memory: Uint8Array | undefined;
      for (const each of read.splice(0)) {
        memory = yield each;
      }
      // Memory is handed on to a source that writes there itself.
      for (let next = await iterator.next(memory); next.done !== true; next = await iterator.next(memory)) {
        memory = yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  })();
  return { first: read.length === 1 ? (read[0] ?? new Uint8Array()) : Buffer.concat(read), chunks };
}

/** All bytes of an archive, whose directory stands at its end. */
export async function wholeOf(
  chunks: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > mostBytes) {
      return undefined;
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
