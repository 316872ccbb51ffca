/** The first two bytes of something that is searched: any of the first ones, and behind it any of the second ones. */
export interface BytePair {
  first: readonly number[];
  second: readonly number[];
}

/** Bits of a byte, one for each pair. */
const mostPairs = 8;
const halves = 16;
const bitsInHalf = 4;

/**
 * A class of bytes for a vector instruction: a byte is in it if a bit is in the entries of both its halves. So a class is
 * the product of its halves: it may hold more than was asked for, and never less.
 */
export interface ByteClass {
  low: Uint8Array;
  high: Uint8Array;
}

/** A class of which each set of bytes has a bit of its own. */
export function byteClass(sets: readonly (readonly number[])[]): ByteClass {
  if (sets.length > mostPairs) {
    throw new RangeError(`${sets.length} sets of bytes, and ${mostPairs} bits`);
  }
  const low = new Uint8Array(halves);
  const high = new Uint8Array(halves);
  for (const [bit, bytes] of sets.entries()) {
    for (const byte of bytes) {
      low[byte % halves] = (low[byte % halves] ?? 0) | (1 << bit);
      high[byte >> bitsInHalf] = (high[byte >> bitsInHalf] ?? 0) | (1 << bit);
    }
  }
  return { low, high };
}

/** The bits of each byte in a class. */
export function bitsOfBytes({ low, high }: ByteClass): Uint8Array {
  return Uint8Array.from({ length: halves * halves }, (_, byte) => {
    return (low[byte % halves] ?? 0) & (high[byte >> bitsInHalf] ?? 0);
  });
}

/** The bytes of characters, and of ranges of them: `0-9`. */
export function bytesOf(text: string): number[] {
  return [...text.matchAll(/([^])-([^])|([^])/g)].flatMap(([, from, to, single = ""]) => {
    const first = (from ?? single).charCodeAt(0);
    return Array.from({ length: (to ?? single).charCodeAt(0) - first + 1 }, (_, index) => first + index);
  });
}
