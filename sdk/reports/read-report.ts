import { open, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize } from "node:path";
import type { FileHandle } from "node:fs/promises";
import { FindingCollector } from "./findings/finding-collector";
import { ReportError } from "./findings/report-error";
import type { LeakReport, ReportFormat } from "./findings/leak-report";
import { lookUpSource } from "./look-up-source";
import { ReportReading } from "./report-reading";
import { reportOf } from "./report-outcome";

/** Options of a reading. */
interface ReadingOptions {
  /** The folder that was scanned, in which findings are looked up that the report does not show. */
  source?: string | undefined;
  /** Is given the texts that are looked up there. */
  watch?: ((text: string) => void) | undefined;
}

const chunkLength = 1 << 16;

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
  const reading = new ReportReading(collector);
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
    await lookUpSource(collector, { folder: source, watch });
  }
  return reportOf(path, format, collector);
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
  const isFile = isBeside && (await stat(file).catch(() => undefined))?.isFile() === true;
  if (!isFile) {
    collector.problems.push(resultsElsewhere(name));
    return;
  }
  await new ReportReading(collector).read(fileChunks(file), file);
}

const openingProblems: Record<string, string> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file: a part of its path is not a folder",
  EISDIR: "this is a folder, not a file",
  EACCES: "this file may not be read by the user who runs this",
  EPERM: "this file may not be read by the user who runs this",
};

function problemOf(error: unknown, path: string): ReportError {
  if (error instanceof ReportError) {
    return error;
  }
  const code =
    typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown reason";
  return new ReportError({ path, problem: openingProblems[code] ?? `can't be read (${code})` });
}

/** A file's bytes, in the memory that is given for the next ones, or else in some that is good until they are asked for. */
async function* fileChunks(path: string): AsyncGenerator<Uint8Array, void, Uint8Array | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const own = Buffer.allocUnsafeSlow(chunkLength);
    let memory: Uint8Array | undefined;
    for (;;) {
      const { bytesRead, buffer } = await file.read(memory ?? own, 0);
      if (bytesRead === 0) {
        return;
      }
      memory = yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw problemOf(error, path);
  } finally {
    await file?.close();
  }
}

async function* readable(chunks: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw problemOf(error, path);
  }
}
