import { createHash } from "node:crypto";

let blocks = 0;

/**
 * Bytes that look like random ones and are the same in every run, so that no made-up id or secret part matches something by
 * chance. They go on from simulator to simulator: no two tokens of a test file share an id.
 */
export function fixedBytes(size: number): Uint8Array {
  const chunks: Buffer[] = [];
  for (let made = 0; made < size; made += 32) {
    blocks += 1;
    chunks.push(createHash("sha256").update(`block ${blocks}`).digest());
  }
  return Buffer.concat(chunks).subarray(0, size);
}
