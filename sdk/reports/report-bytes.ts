import { createGunzip } from "node:zlib";
import { Readable, pipeline } from "node:stream";
import { ReportError } from "./findings/report-error";
import { packingOf, type Packing } from "./packed/packings";
import type { ChunkIterator } from "./scan/fill-bytes";
import { inUtf8, wideEncodingOf } from "./text/decode-text";

/** The longest report that is unpacked: a packed one says nothing of its length before. */
export const mostUnpackedBytes = 1 << 30;
const enoughToKnow = 4096;

/** A report's bytes: as UTF-8, unpacked; or a whole archive. */
export interface ReportBytes {
  chunks: AsyncIterable<Uint8Array>;
  /** Set if it is still packed. */
  packing?: Packing;
}

/** Takes a sentence on a part that can't be read, behind one that can. */
type TellProblem = (problem: string) => void;

/** Looks at the beginning of a report's bytes, and makes UTF-8 of them. */
export async function reportBytes(
  source: AsyncIterable<Uint8Array>,
  path: string,
  tell: TellProblem,
): Promise<ReportBytes> {
  const { first, chunks } = await beginningOf(source);
  const packing = packingOf(first);
  if (packing === "gzip") {
    return reportBytes(unzipped(chunks, path, tell), path, tell);
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

async function* unzipped(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  tell: TellProblem,
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // What breaks off is told by whoever reads from its end.
  const unpacked = pipeline(Readable.from(chunks), gunzip, () => undefined);
  let length = 0;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > mostUnpackedBytes) {
        tell(
          `Only its first ${mostUnpackedBytes} bytes were read: it is packed (gzip), and too long unpacked. Unpack it, and give its parts.`,
        );
        return;
      }
      yield chunk;
    }
  } catch (error) {
    if (error instanceof ReportError) {
      throw error;
    }
    const damage = "it is packed (gzip), and damaged. Let it be written again, or unpack it.";
    if (length === 0) {
      throw new ReportError({ path, problem: damage });
    }
    // What came before the damage is right.
    tell(`There may be more in it: ${damage}`);
  }
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
