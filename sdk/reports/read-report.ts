import { statSync } from "node:fs";
import { dirname, isAbsolute, join, normalize } from "node:path";
import { FindingCollector } from "./findings/finding-collector";
import { fileChunks, problemOf } from "./file-chunks";
import type { LeakReport, ReportFormat } from "./findings/leak-report";
import { ReportReading } from "./report-reading";
import { reportOf } from "./report-outcome";

/** Options of a reading. */
interface ReadingOptions {
  /** The folder that was scanned, in which findings are looked up that the report does not show. */
  source?: string | undefined;
  /** Is given the texts that are looked up there. */
  watch?: ((text: string) => void) | undefined;
}

/**
 * Reads the Datadog access tokens that a scanner's report tells of, in any form: JSON of any shape, SARIF, CSV, XML, logs,
 * packed or not, in UTF-8 or UTF-16. A report of any size is read in pieces, and nothing of it is kept but ids, public
 * portions and places.
 *
 * ```ts
 * const { tokens } = await readReport("leaks.json"); // [{ tokenId: "35ef7728-…", kind: "personal", place: { file: … } }]
 * ```
 *
 * @throws ReportError if the file can't be read, or names no token: never an empty report
 */
export async function readReport(path: string, options: ReadingOptions = {}): Promise<LeakReport> {
  const collector = new FindingCollector();
  const again = isFile(path) ? () => fileChunks(path) : undefined;
  const reading = new ReportReading(collector, { again });
  const format = await reading.read(fileChunks(path), path);
  for (const name of reading.externalFiles) {
    await readBeside(path, name, collector);
  }
  return lookedUp(options, path, format, collector);
}

async function lookedUp(
  { source, watch }: ReadingOptions,
  path: string,
  format: ReportFormat,
  collector: FindingCollector,
): Promise<LeakReport> {
  if (source !== undefined) {
    await lookingUp()(collector, { folder: source, watch });
  }
  return reportOf(path, format, collector);
}

/** Loads what looks into a folder, which starts other programs: whoever gives none does not wait for it. */
function lookingUp() {
  const { lookUpSource } = require("./look-up-source") as typeof import("./look-up-source");
  return lookUpSource;
}

/**
 * The same for a stream of bytes, such as standard input; `name` stands for the path in messages and places.
 *
 * @throws ReportError as `readReport`
 */
export async function readReportFrom(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  options: ReadingOptions = {},
): Promise<LeakReport> {
  const collector = new FindingCollector();
  const reading = new ReportReading(collector);
  const format: ReportFormat = await reading.read(readable(chunks, name), name);
  for (const file of reading.externalFiles) {
    collector.problems.push(resultsElsewhere(file));
  }
  return lookedUp(options, name, format, collector);
}

function resultsElsewhere(file: string): string {
  return `A part of its results is in the file ${file} (SARIF 3.15.2), which is to be read as well: give it, too.`;
}

/** Reads a file that a SARIF names as a part of it, if it lies beside it. */
async function readBeside(path: string, name: string, collector: FindingCollector): Promise<void> {
  const relative = normalize(decodeURIComponent(name));
  const isBeside = !isAbsolute(relative) && !relative.startsWith("..") && !/^[a-z][a-z0-9+.-]+:/i.test(name);
  const file = join(dirname(path), relative);
  if (!isBeside || !isFile(file)) {
    collector.problems.push(resultsElsewhere(name));
    return;
  }
  await new ReportReading(collector, { again: () => fileChunks(file) }).read(fileChunks(file), file);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    // What can't be looked at is taken for no file.
    return false;
  }
}

async function* readable(chunks: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw problemOf(error, path);
  }
}
