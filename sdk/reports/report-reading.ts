import type { FindingCollector } from "./findings/finding-collector";
import type { ReportFormat } from "./findings/leak-report";
import { ReportError } from "./findings/report-error";
import { shownText } from "./findings/shown-text";
import { csvHeaderOf } from "./formats/csv-rows";
import { mayListTokens } from "./formats/listed-token";
import { beginsAsJson, formatOf } from "./formats/report-formats";
import { readMissedResults, type ReadAgain } from "./missed-results";
import { unpackedText } from "./packed/packed-text";
import { unpacking } from "./packed/unpacking";
import { reportBytes, wholeOf } from "./report-bytes";
import { cutOffEnd } from "./scan/report-tail";
import { ReportScan } from "./scan/scan-report";
import { fillFrom, type ChunkIterator } from "./scan/fill-bytes";
import { ReportWindow } from "./scan/report-window";
import { addWhatMayBe } from "./what-may-be";

const beginningLength = 1 << 16;
/** The longest archive that is read: its directory stands at its end, so all of it is held in memory. */
const mostArchiveBytes = 1 << 28;
/** An archive in an archive in an upload. */
const deepestPacking = 4;

interface ReadingContext {
  /** The number of packings around it. @defaultValue 0 */
  depth?: number;
  again?: ReadAgain | undefined;
}

/** Reads a report, and what is packed in it, into a collector. */
export class ReportReading {
  readonly #collector: FindingCollector;
  readonly #depth: number;
  readonly #again: ReadAgain | undefined;
  /** Files beside it in which more of its results stand. */
  readonly externalFiles: string[] = [];

  /** @param options.again - what can be read twice, as a file can, and a pipe can't */
  constructor(collector: FindingCollector, { depth = 0, again }: ReadingContext = {}) {
    this.#collector = collector;
    this.#depth = depth;
    this.#again = again;
  }

  /** Reads a report's bytes; tells its format. */
  async read(source: AsyncIterable<Uint8Array>, path: string): Promise<ReportFormat> {
    const { chunks, packing } = await reportBytes(source, path, (problem) => {
      this.#collector.problems.push(problem);
    });
    if (packing === "zip" && this.#depth < deepestPacking) {
      return this.#readArchive(chunks, path);
    }
    if (packing !== undefined) {
      await closed(chunks);
      throw new ReportError({
        path,
        problem: `it is packed (${packing}). Unpack it, and give what is in it.`,
      });
    }
    const iterator = chunks[Symbol.asyncIterator]() as ChunkIterator;
    try {
      return await this.#readText(iterator, path);
    } finally {
      // Closes a file that was not read to its end.
      await iterator.return?.();
    }
  }

  async #readArchive(chunks: AsyncIterable<Uint8Array>, path: string): Promise<ReportFormat> {
    const { isZip64, mostUnpackedBytes, zipEntries } = unpacking();
    const archive = await wholeOf(chunks, mostArchiveBytes);
    const entries = archive && zipEntries(archive, mostUnpackedBytes);
    if (entries === undefined) {
      const why =
        archive === undefined
          ? "too long to be unpacked here"
          : isZip64(archive)
            ? "in the form for long archives (ZIP64), which is not read here"
            : "damaged";
      throw new ReportError({
        path,
        problem: `it is packed (zip), and ${why}. Unpack it, and give what is in it.`,
      });
    }
    let format: ReportFormat = "plain text";
    for (const { name, bytes, problem } of entries) {
      const entry = `${path}/${shownText(name)}`;
      if (bytes === undefined) {
        this.#collector.problems.push(`${entry} can't be unpacked: ${problem ?? ""}.`);
      } else {
        format = await this.#readPart(bytes, entry);
      }
    }
    return format;
  }

  /** Reads a report in a report: what is wrong with it is told, and does not stop the rest. */
  async #readPart(bytes: Buffer, name: string): Promise<ReportFormat> {
    try {
      const context = { depth: this.#depth + 1, again: () => alone(bytes) };
      return await new ReportReading(this.#collector, context).read(alone(bytes), name);
    } catch (error) {
      if (!(error instanceof ReportError)) {
        throw error;
      }
      if (!error.holdsNoToken) {
        this.#collector.problems.push(error.message);
      }
      return "plain text";
    }
  }

  async #readText(iterator: ChunkIterator, path: string): Promise<ReportFormat> {
    const window = new ReportWindow(fillFrom(iterator));
    try {
      return await this.#readWindow(window, path);
    } finally {
      await window.close();
    }
  }

  async #readWindow(window: ReportWindow, path: string): Promise<ReportFormat> {
    await window.advance(0);
    const beginning = window.textOf(0, beginningLength).replace(/^\ufeff/, "");
    if (window.isAtEnd && isEmpty(beginning) && window.filled < beginningLength) {
      if (this.#collector.problems.length > 0) {
        return "plain text";
      }
      throw new ReportError({
        path,
        problem: "holds no finding: it is empty. Did the scanner run to its end?",
        holdsNoToken: true,
      });
    }
    const header = /^\s*[[{<]/.test(beginning) ? undefined : csvHeaderOf(beginning);
    const table = header?.isPart === true ? undefined : header;
    const format = formatOf(beginning, table?.columns);
    const listsTokens = mayListTokens(table?.columns ?? [], beginning);
    const context = { collector: this.#collector, name: path, header, listsTokens };
    const scan = new ReportScan(window, { ...context, isSarif: format === "SARIF" });
    await scan.run();
    this.externalFiles.push(...scan.externalFiles);
    await this.#readPacked(scan.packed, path);
    const isJson = beginsAsJson(beginning) && format !== "plain text";
    const cut = cutOffEnd(window, isJson, table);
    if (cut !== undefined) {
      const line = window.lineAt(window.filled);
      this.#collector.problems.push(
        `Line ${line}: ${cut}, so there may be more. Let the scanner write the report again.`,
      );
    }
    if (scan.missedRules !== undefined) {
      await readMissedResults(scan.missedRules, { again: this.#again, path, collector: this.#collector });
    }
    if (this.#collector.tokens.length + this.#collector.untold.length === 0) {
      addWhatMayBe(this.#collector, {
        suspicion: scan.texts.weakSuspicion,
        beginning,
        isPart: this.#depth > 0,
      });
    }
    return format;
  }

  async #readPacked(packed: readonly string[], path: string): Promise<void> {
    for (const text of packed) {
      if (this.#depth >= deepestPacking) {
        return;
      }
      try {
        await this.#readPart(unpackedText(text, mostArchiveBytes), path);
      } catch (error) {
        if (error instanceof ReportError) {
          throw error;
        }
        this.#collector.problems.push(
          "A part of it is packed (gzip in base64), and is cut off, damaged or too long: unpack it.",
        );
      }
    }
  }
}

/** Bytes in one chunk; the source that it makes is asked in turn. */
// eslint-disable-next-line @typescript-eslint/require-await -- what reads chunks waits for each
async function* alone(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function closed(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const iterator = chunks[Symbol.asyncIterator]();
  // What was never asked for anything has nothing to close.
  await iterator.next();
  await iterator.return?.();
}

/** An empty file, an empty list, or a list of empty pages: what scanners write that found nothing. */
function isEmpty(text: string): boolean {
  return /^(?:\[\s*(?:\[\s*\][,\s]*)*\]|null)?$/.test(text.trim());
}
