import type { FindingCollector } from "../findings/finding-collector";
import type { CsvHeader } from "../formats/csv-rows";
import { enclosingValues } from "../json/enclosing-values";
import { NumberedRules } from "../json/numbered-rules";
import { isPackedAt, packedTextOf } from "../packed/packed-text";
import { isCutByRecord } from "./cut-records";
import { readRecord } from "./record-finds";
import { numberedResults, PassedNumbers } from "./numbered-results";
import { needlesInBytes } from "./report-needles";
import { longValue, mostAround, usualValue, type ReportWindow } from "./report-window";
import { rowAround, tokensOfRows } from "./row-around";
import { TextFinds } from "./text-finds";

/** Of a mask in place of a whole token, of which nothing else says what it is. */
const star = 0x2a;

/** The collector of a report's findings, and facts that are known of it. */
interface ScanContext {
  collector: FindingCollector;
  name: string;
  header?: CsvHeader | undefined;
  isSarif: boolean;
  /** True for a table whose rows may name tokens by their ids. */
  listsTokens?: boolean;
  /** Rules that an earlier reading has found. */
  rules?: NumberedRules;
}

/** Looks through a report's bytes, and reads only what stands around a needle. */
export class ReportScan {
  readonly #window: ReportWindow;
  readonly #collector: FindingCollector;
  readonly #header: CsvHeader | undefined;
  /** The end of the last value that was read: what stands before it is done with. */
  #done = 0;
  /** Finds in texts that stand in no object and in no row. */
  readonly texts: TextFinds;
  /** Reports in gzip and base64, as they are uploaded. */
  readonly packed: string[] = [];
  readonly externalFiles: string[] = [];
  readonly #rules: NumberedRules;
  readonly #isSarif: boolean;
  readonly #listsTokens: boolean;
  readonly #passed = new PassedNumbers();
  /** Set if results were passed before the rule was known that they name by its number: it is, for whoever reads again. */
  missedRules: NumberedRules | undefined;

  constructor(window: ReportWindow, context: ScanContext) {
    this.#window = window;
    const { collector, name, header, isSarif, listsTokens = false, rules = new NumberedRules() } = context;
    this.#collector = collector;
    this.texts = new TextFinds(window, collector, name);
    this.#header = header;
    this.#rules = rules;
    this.#isSarif = isSarif;
    this.#listsTokens = listsTokens;
  }

  /** Reads all of it. */
  run(): Promise<void> {
    return this.#forEachPart((from, to) => {
      this.#search(from, to);
    });
  }

  /** Reads nothing but the results that name a rule by its number. */
  runNumbered(): Promise<void> {
    return this.#forEachPart((from, to) => {
      this.#readNumbered(from, to);
    });
  }

  async #forEachPart(read: (from: number, to: number) => void): Promise<void> {
    let start = 0;
    for (;;) {
      const end = this.#window.searchable;
      read(start, end);
      if (this.#window.isAtEnd) {
        return;
      }
      const moved = await this.#window.advance(end);
      start = Math.max(end - moved, this.#done - moved);
      this.#done = Math.max(0, this.#done - moved);
    }
  }

  #search(from: number, to: number): void {
    const { memory, bytes, filled } = this.#window;
    const known = this.#rules.size;
    for (const place of needlesInBytes(memory, { from, to, filled }, (each) => each < this.#done)) {
      if (place >= this.#done) {
        this.#read(place);
      }
    }
    if (this.#rules.size > known && this.#rules.numbers.some((number) => this.#passed.has(number))) {
      this.missedRules = this.#rules;
    }
    if (this.#header !== undefined && this.#listsTokens) {
      for (const { token, start } of tokensOfRows(this.#window, this.#header, { from, to })) {
        this.#collector.addToken(token, this.texts.ownPlace(start));
      }
    }
    this.#readNumbered(from, to);
    if (this.#isSarif) {
      this.#passed.note(bytes, from, to);
    }
  }

  #readNumbered(from: number, to: number): void {
    if (!this.#rules.isEmpty) {
      for (const { start, end } of numberedResults(this.#window, this.#rules, { from, to })) {
        this.#readJson(start, end);
      }
    }
  }

  /** Reads what stands around a needle: a value of JSON, a row of a table, or a text. */
  #read(place: number): void {
    if (isPackedAt(this.#window.bytes, place)) {
      this.#readPacked(place);
      return;
    }
    if (this.#window.bytes[place] === star) {
      this.#done = Math.max(this.#done, this.texts.read(place));
      return;
    }
    // What was told of the next record's beginning is not told again.
    const cutEnd = isCutByRecord(this.#window.bytes, place) ? this.texts.read(place) : 0;
    if (this.#header !== undefined ? this.#readRow(place, this.#header) : this.#readValue(place)) {
      this.#done = Math.max(this.#done, cutEnd);
      return;
    }
    this.#done = Math.max(this.#done, this.texts.read(place));
  }

  /** Takes a packed report out of the text that it is; it is read when everything else is. */
  #readPacked(place: number): void {
    const { bytes, filled } = this.#window;
    const { packed, length } = packedTextOf(bytes.subarray(place, Math.min(place + mostAround, filled)));
    this.packed.push(packed);
    this.#done = place + length;
  }

  #readRow(place: number, header: CsvHeader): boolean {
    const row = rowAround(this.#window, place, { done: this.#done, header });
    if (row !== undefined) {
      this.#readRecord(row.fields, row.text, row.start);
      this.#done = row.end;
    }
    return row !== undefined;
  }

  #readValue(place: number): boolean {
    const { bytes, filled } = this.#window;
    let readTo: number | undefined;
    for (const around of [usualValue, longValue, mostAround]) {
      const range = { from: Math.max(this.#done, place - around, 0), to: Math.min(filled, place + around) };
      const values = enclosingValues(bytes, place, range);
      this.#rules.isNumberMissing = false;
      const end = values.find((value) => this.#readJson(value.start, value.end))?.end;
      readTo = end ?? readTo;
      const isAllThere = range.from === 0 && range.to === filled;
      // A rule's number is its place in a list, which may be far longer.
      const isEnough =
        end === undefined
          ? values.length > 0 || !this.#window.isInQuotes(place)
          : !this.#rules.isNumberMissing;
      if (isAllThere || isEnough) {
        break;
      }
    }
    this.#done = readTo ?? this.#done;
    return readTo !== undefined;
  }

  #readJson(start: number, end: number): boolean {
    const text = this.#window.textOf(start, end);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // The parser's own words quote the text, which may hold a secret.
      return false;
    }
    this.#readRecord(value, text, start);
    return true;
  }

  #readRecord(value: unknown, text: string, start: number): void {
    const context = { collector: this.#collector, rules: this.#rules, texts: this.texts };
    this.externalFiles.push(...readRecord({ value, text, start }, context));
  }
}
