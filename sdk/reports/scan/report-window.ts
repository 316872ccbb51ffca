import { giveBack, takeMemory, type SearchMemory } from "../bytes/search-memory";

/** Fills bytes with what comes next; the number of bytes that came, 0 at the end. */
export type FillBytes = (bytes: Buffer) => Promise<number>;

/** Bytes that are kept before, and read ahead of, a place: a finding that is longer is read as text. */
export const mostAround = 1 << 21;
/** A finding of most reports is far shorter. */
export const usualValue = 1 << 15;
/** One with a whole file in it. */
export const longValue = 1 << 18;
/** Bytes that are read while others are searched, */
const mostAhead = 1 << 21;
/** and so many are searched at least before more are waited for. */
const leastStep = 1 << 20;

const quote = 0x22;

/** The part of a report that is held in memory; places are counted in it. */
export class ReportWindow {
  readonly memory: SearchMemory = takeMemory();
  readonly bytes = this.memory.bytes;
  /** The end of what was read. */
  filled = 0;
  /** True if nothing comes behind it. */
  isAtEnd = false;
  /** True if nothing was dropped before it. */
  isAtStart = true;
  #linesBefore = 0;
  #countedTo = 0;
  /** The reading that goes on meanwhile. */
  #ahead: Promise<number> | undefined;
  readonly #fill: FillBytes;

  constructor(fill: FillBytes) {
    this.#fill = fill;
  }

  /** Reads on; where there is no room for more, drops what stands far before a place. Tells how far the places moved. */
  async advance(done: number): Promise<number> {
    await this.#take();
    // Counted while they are still in the processor's own memory.
    this.lineAt(done);
    const dropped = this.filled > this.bytes.length - leastStep - 2 * mostAhead ? this.#drop(done) : 0;
    while (!this.isAtEnd && this.filled < done - dropped + mostAround + leastStep) {
      this.#readAhead();
      await this.#take();
    }
    if (!this.isAtEnd) {
      this.#readAhead();
    }
    return dropped;
  }

  #drop(done: number): number {
    const dropped = Math.max(0, done - mostAround);
    if (dropped > 0) {
      this.bytes.copyWithin(0, dropped, this.filled);
      this.filled -= dropped;
      this.#countedTo -= dropped;
      this.isAtStart = false;
    }
    return dropped;
  }

  #readAhead(): void {
    this.#ahead = this.#fill(this.bytes.subarray(this.filled, this.filled + mostAhead));
    // Whoever takes it is told what went wrong.
    this.#ahead.catch(() => undefined);
  }

  async #take(): Promise<void> {
    const length = await this.#ahead;
    this.#ahead = undefined;
    this.filled += length ?? 0;
    this.isAtEnd ||= length === 0;
  }

  /** Ends its use: its bytes may become others'. */
  async close(): Promise<void> {
    await this.#ahead?.catch(() => undefined);
    giveBack(this.memory);
  }

  /** The end of what can be searched: behind it enough is known to read what is found. */
  get searchable(): number {
    return this.isAtEnd ? this.filled : this.filled - mostAround;
  }

  /** The line of a place in the report, from 1; places are asked for in their order. */
  lineAt(place: number): number {
    if (place >= this.#countedTo) {
      this.#linesBefore += this.memory.lineEnds(this.#countedTo, place);
      this.#countedTo = place;
      return this.#linesBefore + 1;
    }
    return this.#linesBefore + 1 - this.memory.lineEnds(place, this.#countedTo);
  }

  /** The text of some bytes. */
  textOf(from: number, to: number): string {
    return this.bytes.toString("utf8", Math.max(0, from), Math.min(to, this.filled));
  }

  /** The place behind the last line end before a place, at most so far before it. */
  lineStart(place: number, most: number): number {
    const from = Math.max(0, place - most);
    // Of what stands further off nothing is looked at.
    return from + this.bytes.subarray(from, place).lastIndexOf(0x0a) + 1;
  }

  /** The next line end at or behind a place, or the end of what was read, at most so far behind it. */
  lineEnd(place: number, most: number): number {
    const to = Math.min(this.filled, place + most);
    const found = this.bytes.subarray(place, to).indexOf(0x0a);
    return found < 0 ? to : place + found;
  }

  /** Tells whether a quotation mark stands before a place in its line, and one behind it. */
  isInQuotes(place: number): boolean {
    const before = this.bytes.subarray(this.lineStart(place, mostAround), place + 1);
    const behind = this.bytes.subarray(place, Math.min(this.filled, place + mostAround));
    return before.includes(quote) && behind.includes(quote);
  }
}
