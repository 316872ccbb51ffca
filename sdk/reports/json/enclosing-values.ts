/*
 * Within a JSON text a quotation mark that is not escaped begins or ends a text, and a token stands in a text. So from a
 * token outwards it can be told what stands around it, in both directions, without reading the report from its beginning.
 */

const quote = 0x22;
const backslash = 0x5c;
const newline = 0x0a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** From which byte to which one a value stands. */
export interface ValueRange {
  start: number;
  end: number;
}

/** The bytes in which a value may stand. */
export interface ByteRange {
  from: number;
  to: number;
}

/** Characters that may stand outside of texts: brackets, commas, colons, white space, numbers and `true`, `false`, `null`. */
const mayStandOutside = new Uint8Array(256);
for (const character of '{}[]:, \t\r\n"-+.0123456789eEtruefalsn') {
  mayStandOutside[character.charCodeAt(0)] = 1;
}

/** True if an odd number of backslashes stands before a place. */
function isEscaped(bytes: Uint8Array, place: number): boolean {
  let slashes = 0;
  while (bytes[place - 1 - slashes] === backslash) {
    slashes += 1;
  }
  return slashes % 2 === 1;
}

/** The quotation mark that begins the text in which a place stands; -1 if there is none in its line. */
function textStart(bytes: Buffer, place: number, from: number): number {
  for (let at = place; at >= from; at -= 1) {
    const byte = bytes[at];
    if (byte === newline) {
      return -1;
    }
    if (byte === quote && !isEscaped(bytes, at)) {
      return at;
    }
  }
  return -1;
}

/** The quotation mark that ends a text; -1 if there is none in these bytes. */
function textEnd(bytes: Buffer, start: number, to: number): number {
  for (let at = bytes.indexOf(quote, start + 1); at >= 0 && at < to; at = bytes.indexOf(quote, at + 1)) {
    if (!isEscaped(bytes, at)) {
      return at;
    }
  }
  return -1;
}

/** The places at which the objects and lists around a text begin, from the innermost one outwards. */
function* openingsAround(bytes: Buffer, text: number, from: number): Generator<number> {
  let closed = 0;
  for (let at = text - 1; at >= from; at -= 1) {
    const byte = bytes[at] ?? 0;
    if (mayStandOutside[byte] === 0) {
      return;
    }
    if (byte === quote) {
      at -= 1;
      while (at >= from && (bytes[at] !== quote || isEscaped(bytes, at))) {
        at -= 1;
      }
    } else if (byte === closeBrace || byte === closeBracket) {
      closed += 1;
    } else if (byte === openBrace || byte === openBracket) {
      if (closed === 0) {
        yield at;
      } else {
        closed -= 1;
      }
    }
  }
}

/** The place behind the bracket that closes so many levels; -1 if it does not stand in these bytes. */
function closingOf(bytes: Buffer, start: number, to: number): number {
  let open = 1;
  for (let at = start; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) {
      at = textEnd(bytes, at, to);
      if (at < 0) {
        return -1;
      }
    } else if (byte === openBrace || byte === openBracket) {
      open += 1;
    } else if (byte === closeBrace || byte === closeBracket) {
      open -= 1;
      if (open === 0) {
        return at + 1;
      }
    } else if (mayStandOutside[byte] === 0) {
      return -1;
    }
  }
  return -1;
}

/** The objects and lists around a place that stand in these bytes as a whole, the outermost first; none if it is no JSON. */
export function enclosingValues(bytes: Buffer, place: number, { from, to }: ByteRange): ValueRange[] {
  const text = textStart(bytes, place, from);
  const end = text < 0 ? -1 : textEnd(bytes, text, to);
  if (end < 0) {
    return [];
  }
  const values: ValueRange[] = [];
  let inner = end + 1;
  for (const start of openingsAround(bytes, text, from)) {
    inner = closingOf(bytes, inner, to);
    if (inner < 0) {
      break;
    }
    values.unshift({ start, end: inner });
  }
  return values;
}

/** True if the JSON before a place ends within a value that began before it: a report that was cut off. */
export function endsWithinValue(bytes: Buffer, { from, to }: ByteRange): boolean {
  const last = bytes[to - 1];
  if (last !== closeBrace && last !== closeBracket) {
    return true;
  }
  const [start] = openingsAround(bytes, to - 1, from);
  if (start === undefined) {
    return false;
  }
  let before = start - 1;
  while (before >= from && [0x20, 0x09, 0x0a, 0x0d].includes(bytes[before] ?? 0)) {
    before -= 1;
  }
  // Behind a colon, a comma or a bracket a value is a part of another one.
  return before >= from && [0x3a, 0x2c, openBrace, openBracket].includes(bytes[before] ?? 0);
}
