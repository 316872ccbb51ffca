import { enclosingValues, type ByteRange, type ValueRange } from "../json/enclosing-values";
import type { NumberedRules } from "../json/numbered-rules";
import type { ReportWindow } from "./report-window";

const [ruleNumber, extensionNumber] = [Buffer.from('"ruleIndex"'), Buffer.from('"toolComponent"')];
/** A result of SARIF with a whole file in it. */
const longResult = 1 << 18;
const [colon, zero, nine] = [0x3a, 0x30, 0x39];

/** The results among bytes that name one of these rules by its number, and by nothing else that is looked for. */
export function* numberedResults(
  window: ReportWindow,
  rules: NumberedRules,
  range: ByteRange,
): Generator<ValueRange> {
  const around = (at: number, level: number) => {
    const { bytes, filled } = window;
    const limits = { from: Math.max(0, at - longResult), to: Math.min(filled, at + longResult) };
    return enclosingValues(bytes, at + 1, limits).at(level);
  };
  for (const at of placesOf(ruleNumber, window.bytes, range)) {
    const number = numberBehind(window.bytes, at + ruleNumber.length);
    const result = number !== undefined && rules.has(String(number)) ? around(at, -1) : undefined;
    if (result !== undefined) {
      yield result;
    }
  }
  // Of an extension's rule an object in the result tells, which has the extension's number in another one.
  for (const at of placesOf(extensionNumber, window.bytes, range)) {
    const result = around(at, -2);
    if (result !== undefined) {
      yield result;
    }
  }
}

/** The numbers by which results have named their rules before it was known which rules these are. */
export class PassedNumbers {
  readonly #numbers = new Set<number>();
  #isOfExtension = false;

  note(bytes: Buffer, from: number, to: number): void {
    let last = -1;
    for (const at of placesOf(ruleNumber, bytes, { from, to })) {
      const number = numberBehind(bytes, at + ruleNumber.length);
      if (number !== undefined && number !== last) {
        this.#numbers.add(number);
        last = number;
      }
    }
    this.#isOfExtension ||= !placesOf(extensionNumber, bytes, { from, to }).next().done;
  }

  has(number: string): boolean {
    return number.includes("/") ? this.#isOfExtension : this.#numbers.has(Number(number));
  }
}

function* placesOf(name: Buffer, bytes: Buffer, { from, to }: ByteRange): Generator<number> {
  // What stands behind these bytes in memory is another part's.
  const part = bytes.subarray(from, to + name.length - 1);
  for (let at = part.indexOf(name); at >= 0; at = part.indexOf(name, at + 1)) {
    yield from + at;
  }
}

/** The number behind a field's name; undefined if there is none. */
function numberBehind(bytes: Buffer, place: number): number | undefined {
  let at = place;
  while (bytes[at] === colon || bytes[at] === 0x20) {
    at += 1;
  }
  let number: number | undefined;
  for (let byte = bytes[at] ?? 0; byte >= zero && byte <= nine; byte = bytes[at] ?? 0) {
    number = (number ?? 0) * 10 + byte - zero;
    at += 1;
  }
  return number;
}
