import { JSONParser } from "@streamparser/json";
import { JsonOutline, type ElementPath } from "./json-outline";
import { ReportError } from "../findings/report-error";
import { damaged, type ReportSource } from "../findings/report-source";
import type { ReportFormat } from "../findings/leak-report";

/** The elements that are read of a JSON text. */
export interface ElementsToRead {
  format: ReportFormat;
  path: ElementPath;
  /** True if several texts may follow each other, as when the pages of an API were appended to a file. */
  mayRepeat: boolean;
  /** Takes an element, an object, and the line at which it begins. */
  onElement: (element: object, line: number) => void;
}

const newline = 0x0a;
const encoder = new TextEncoder();

/**
 * Reads the elements at a path of a JSON text, one at a time, without keeping them or anything around them.
 *
 * @throws ReportError if the text is not JSON, ends too early, or has something else at the path, with its line
 */
export async function readJsonElements(source: ReportSource, toRead: ElementsToRead): Promise<void> {
  const { format, path, mayRepeat, onElement } = toRead;
  const outline = new JsonOutline(path, (what, line) => damaged(source, format, line, what));
  // Of the parser's errors only the place is told: its words may quote a secret.
  const orDamaged = (error: unknown, line: number, what: string) =>
    error instanceof ReportError ? error : damaged(source, format, line, what);
  const parser = new JSONParser({
    paths: [["$", ...path].join(".")],
    keepStack: false,
    stringBufferSize: 64 * 1024,
    ...(mayRepeat ? { separator: "" } : {}),
  });
  parser.onToken = ({ token, value }) => outline.see(token, value);
  const elements: { value: object; line: number }[] = [];
  parser.onValue = ({ value }) => {
    if (typeof value === "object" && value !== null) {
      elements.push({ value, line: outline.elementLine });
    }
  };
  let endsWithNewline = false;
  for await (const piece of source.pieces) {
    const { buffer, byteOffset, byteLength } = encoder.encode(piece);
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    // Line by line, since the parser does not say where it found an error.
    for (let start = 0, end = 0; start < byteLength; start = end) {
      const lineEnd = bytes.indexOf(newline, start);
      end = lineEnd < 0 ? byteLength : lineEnd + 1;
      try {
        parser.write(new Uint8Array(buffer, byteOffset + start, end - start));
      } catch (error) {
        throw orDamaged(error, outline.line, "the JSON is damaged here");
      }
      if (elements.length > 0) {
        for (const { value, line } of elements.splice(0)) {
          onElement(value, line);
        }
      }
      endsWithNewline = lineEnd >= 0;
      if (endsWithNewline) {
        outline.line += 1;
      }
    }
  }
  try {
    if (!parser.isEnded) {
      parser.end();
    }
  } catch (error) {
    const lastLine = endsWithNewline ? outline.line - 1 : outline.line;
    throw orDamaged(error, lastLine, "the JSON ends here in the middle");
  }
}
