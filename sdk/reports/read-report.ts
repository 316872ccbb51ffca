import { createReadStream } from "node:fs";
import { decodeText } from "./text/decode-text";
import { FindingCollector } from "./findings/finding-collector";
import type { LeakReport } from "./findings/leak-report";
import { beginningOf } from "./findings/report-beginning";
import { ReportError } from "./findings/report-error";
import { readerFor } from "./report-formats";
import { reportOf } from "./report-outcome";

const beginningLength = 64 * 1024;

/**
 * Reads the Datadog access tokens that a scanner's report tells of: gitleaks's JSON, CSV or SARIF, TruffleHog's JSON lines,
 * GitHub's secret-scanning alerts, any other SARIF by its snippets, any other file as plain text. UTF-8, or UTF-16 with a
 * byte order mark. A report of any size is read in pieces, and nothing of it is kept but ids, public portions and places.
 *
 * ```ts
 * const { tokens } = await readReport("leaks.json"); // [{ tokenId: "35ef7728-…", kind: "personal", place: { file: … } }]
 * ```
 *
 * @throws ReportError if the file can't be read, is damaged, or names no token: never an empty report
 */
export async function readReport(path: string): Promise<LeakReport> {
  return readReportFrom(createReadStream(path), path);
}

/**
 * The same for a stream of bytes, such as standard input; `name` stands for the path in messages and places.
 *
 * @throws ReportError as `readReport`
 */
export async function readReportFrom(chunks: AsyncIterable<Uint8Array>, name: string): Promise<LeakReport> {
  const pieces = decodeText(readable(chunks, name));
  try {
    const { text, read } = await readBeginning(pieces);
    if (holdsNothing(text)) {
      throw new ReportError({
        path: name,
        problem: "holds no finding: it is empty. Did the scanner run to its end?",
        holdsNoToken: true,
      });
    }
    const beginning = beginningOf(text);
    const reader = readerFor(beginning);
    const collector = new FindingCollector();
    await reader.read({ path: name, beginning, pieces: followedBy(read, pieces) }, collector);
    return reportOf(name, reader.format, collector);
  } finally {
    // Closes a file that was not read to its end.
    await pieces.return(undefined);
  }
}

/** As many pieces as it takes to recognise a format. */
async function readBeginning(pieces: AsyncIterator<string>): Promise<{ text: string; read: string[] }> {
  const read: string[] = [];
  for (let length = 0; length < beginningLength;) {
    const next = await pieces.next();
    if (next.done === true) {
      break;
    }
    read.push(next.value);
    length += next.value.length;
  }
  return { text: read.join("").slice(0, beginningLength), read };
}

async function* followedBy(first: string[], rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield* first.splice(0);
  yield* rest;
}

/** An empty file, an empty list, or a list of empty pages: what scanners write that found nothing. */
function holdsNothing(text: string): boolean {
  return text.length < beginningLength && /^(?:\[\s*(?:\[\s*\][,\s]*)*\]|null)?$/.test(text.trim());
}

const openingProblems: Record<string, string> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file: a part of its path is not a folder",
  EISDIR: "this is a folder, not a file",
  EACCES: "this file may not be read by the user who runs this",
  EPERM: "this file may not be read by the user who runs this",
};

async function* readable(chunks: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    const code =
      typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown reason";
    throw new ReportError({ path, problem: openingProblems[code] ?? `can't be read (${code})` });
  }
}
