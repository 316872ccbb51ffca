/** Chunks of bytes from a source that may take memory for the next ones. */
export type ChunkIterator = AsyncIterator<Uint8Array, unknown, Uint8Array | undefined>;

/** Copies chunks of any length into the memory that is given; a source that takes it writes there itself. */
export function fillFrom(iterator: ChunkIterator) {
  let rest: Uint8Array = new Uint8Array();
  return async (bytes: Buffer): Promise<number> => {
    while (rest.length === 0) {
      const next = await iterator.next(bytes);
      if (next.done === true) {
        return 0;
      }
      if (next.value.buffer === bytes.buffer && next.value.byteOffset === bytes.byteOffset) {
        return next.value.length;
      }
      rest = next.value;
    }
    const length = Math.min(rest.length, bytes.length);
    bytes.set(rest.subarray(0, length));
    rest = rest.subarray(length);
    return length;
  };
}
