/** A line of a text, without its end. */
export interface TextLine {
  text: string;
  /** From 1. */
  line: number;
}

/** The lines of a text that comes in pieces. */
export async function* readLines(pieces: AsyncIterable<string>): AsyncGenerator<TextLine> {
  let line = 1;
  let parts: string[] = [];
  for await (const piece of pieces) {
    let start = 0;
    for (let end = piece.indexOf("\n"); end >= 0; end = piece.indexOf("\n", start)) {
      parts.push(piece.slice(start, end));
      yield { text: parts.join(""), line };
      parts = [];
      line += 1;
      start = end + 1;
    }
    if (start < piece.length) {
      parts.push(piece.slice(start));
    }
  }
  if (parts.length > 0) {
    yield { text: parts.join(""), line };
  }
}
