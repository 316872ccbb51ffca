import { Readable, pipeline } from "node:stream";
import { createGunzip, gunzipSync } from "node:zlib";
import { ReportError } from "../findings/report-error";

/** The longest report that is unpacked: a packed one says nothing of its length before. */
export const mostUnpackedBytes = 1 << 30;

/** Receives a sentence about a part that can't be read, after one that could. */
export type TellProblem = (problem: string) => void;

/** Unpacks a report chunk by chunk. */
export async function* unzipped(
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

/** Unpacks a text in gzip and base64, at most so many bytes. */
export function unzippedBase64(text: string, mostBytes: number): Buffer {
  return gunzipSync(Buffer.from(text, "base64"), { maxOutputLength: mostBytes });
}
