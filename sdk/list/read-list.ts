import { createReadStream, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { LeakReport } from "../reports/findings/leak-report";
import { readReportFrom } from "../reports/read-report";
import { ReportError } from "../reports/findings/report-error";
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
}

/**
 * Reads a list and checks its text.
 *
 * @param file - relative to the working directory, which is the program's folder.
 * @throws ListError with every problem at its place.
 */
export function loadList(file: string): LoadedList {
  const path = resolve(file);
  return { folder: dirname(path), entries: parseList(textOf(path, file), file) };
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\ufeff/, "");
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
 * Reads the reports of a list, all of them before anything is decided.
 *
 * @throws ListError with every report that is missing or can't be read, at the entry that names it.
 */
export async function readReportsOf({ folder, entries }: LoadedList): Promise<ReadEntry[]> {
  const problems: string[] = [];
  const read: ReadEntry[] = [];
  for (const entry of entries) {
    const found = reportFilesOf([entry.entry.reports ?? []].flat(), folder);
    if ("missing" in found) {
      problems.push(entry.pointAt("reports", `no file is named ${found.missing}`));
    } else {
      read.push({ ...entry, reports: await readEach(entry, found.files, folder, problems) });
    }
  }
  if (problems.length > 0) {
    throw new ListError(problems);
  }
  return read;
}

async function readEach(
  entry: PlacedEntry,
  files: readonly string[],
  folder: string,
  problems: string[],
): Promise<LeakReport[]> {
  const reports: LeakReport[] = [];
  for (const file of files) {
    try {
      reports.push(await readReportFrom(createReadStream(resolve(folder, file)), file));
    } catch (error) {
      if (!(error instanceof ReportError)) {
        throw error;
      }
      problems.push(entry.pointAt("reports", error.message));
    }
  }
  return reports;
}
