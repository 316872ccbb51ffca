import { createReadStream, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { LeakReport } from "../reports/findings/leak-report";
import { readReportFrom } from "../reports/read-report";
import { ReportError } from "../reports/findings/report-error";
import { decodeText } from "../reports/text/decode-text";
import { placeProblem } from "./file-place";
import { ListError } from "./list-error";
import { parseList, type PlacedEntry } from "./parse-list";
import { reportFilesOf } from "./report-files";

/** A list whose text is in order; its reports are not read yet. */
export interface LoadedList {
  /** The folder that reports are relative to: that of the list. */
  folder: string;
  entries: PlacedEntry[];
}

/** An entry with the reports that it names, read. */
export interface ReadEntry extends PlacedEntry {
  reports: LeakReport[];
  /** Reports that name no token, beside others that do: the best of news. */
  clean: string[];
  /** Reports that could not be read, or of which none names a token: told at the end, when the rest is declared. */
  unread: string[];
}

/**
 * Reads a list and checks its text.
 *
 * @param file - relative to the working directory, which is the program's folder.
 * @throws ListError with every problem at its place.
 */
export function loadList(file: string): LoadedList {
  const path = resolve(file);
  return listOf(textOf(path, file), file, dirname(path));
}

/**
 * Checks the text of a list.
 *
 * @param file - its name, for messages.
 * @param folder - the one that reports are relative to.
 * @throws ListError with every problem at its place.
 */
export function listOf(text: string, file: string, folder: string): LoadedList {
  refuseLarge(file, Buffer.byteLength(text));
  return { folder, entries: parseList(text, file) };
}

/** The most that a list may have, in MiB: a million lines would take minutes, and gigabytes of memory, before the cap is asked. */
const mostMebibytes = 32;

function refuseLarge(name: string, bytes: number): void {
  if (bytes > mostMebibytes * 2 ** 20) {
    throw new ListError([
      `${name} is too large (${Math.ceil(bytes / 2 ** 20)} MiB): a list has at most ${mostMebibytes} MiB, which is three hundred characters for each of a hundred thousand tokens. Divide it among several lists.`,
    ]);
  }
}

function textOf(path: string, file: string): string {
  const isThere = statSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
  const place = isThere ? placeProblem(path, dirname(path)) : undefined;
  if (place !== undefined) {
    throw new ListError([`${file} is no list: ${place}`]);
  }
  const { size = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
  if (isThere) {
    refuseLarge(file, size);
  }
  try {
    return decodeText(readFileSync(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const problem =
      code === "ENOENT"
        ? "there is no such file; a relative path starts at the program's folder"
        : `it can't be read (${code})`;
    throw new ListError([`${file}: ${problem}`]);
  }
}

/**
 * Reads the reports of a list, all of them before anything is decided. One that can't be read does not stop the others.
 *
 * @throws ListError with every report that is missing, at the entry that names it.
 */
export async function readReportsOf({ folder, entries }: LoadedList): Promise<ReadEntry[]> {
  const problems: string[] = [];
  const read: ReadEntry[] = [];
  for (const entry of entries) {
    const found = reportFilesOf([entry.entry.reports ?? []].flat(), folder);
    if ("problem" in found) {
      problems.push(entry.pointAt("reports", found.problem));
    } else {
      read.push({ ...entry, ...(await readEach(entry, found, folder)) });
    }
  }
  if (problems.length > 0) {
    throw new ListError(problems);
  }
  return read;
}

async function readEach(
  entry: PlacedEntry,
  { files, unread: others }: { files: readonly string[]; unread: readonly string[] },
  folder: string,
): Promise<Pick<ReadEntry, "reports" | "clean" | "unread">> {
  const reports: LeakReport[] = [];
  const clean: string[] = [];
  const unread = others.map((problem) => entry.pointAt("reports", problem));
  for (const file of files) {
    try {
      reports.push(await readReportFrom(createReadStream(resolve(folder, file)), file));
    } catch (error) {
      if (!(error instanceof ReportError)) {
        throw error;
      }
      (error.holdsNoToken ? clean : unread).push(entry.pointAt("reports", error.message));
    }
  }
  // Where a report was expected, an empty result is no news yet: the scanner may not have run.
  return reports.length > 0
    ? { reports, clean, unread }
    : { reports, clean: [], unread: [...unread, ...clean] };
}
