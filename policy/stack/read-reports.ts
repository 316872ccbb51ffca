import { globSync, statSync, type Stats } from "node:fs";
import { readReport, ReportError, type LeakReport } from "pulumi-datadog-token-revocation";

/** The reports that could be read, and what is wrong with the others, in a sentence each. */
export interface ReadReports {
  reports: LeakReport[];
  problems: string[];
}

/**
 * Reads scanners' reports. One that holds no token is in order; one that is missing, damaged, or so redacted that its
 * tokens can't be told is not.
 *
 * @param patterns - files or globs, relative to the working directory, which is the pack's folder.
 */
export async function readReports(patterns: readonly string[]): Promise<ReadReports> {
  const read: ReadReports = { reports: [], problems: [] };
  const files = new Set<string>();
  for (const pattern of patterns) {
    const matches = filesOf(pattern);
    if (matches.length === 0) {
      read.problems.push(`${pattern}: no report has this name.`);
    }
    for (const file of matches) {
      files.add(file);
    }
  }
  for (const file of files) {
    if (factsOf(file)?.isFile() === true) {
      await readInto(read, file);
    } else {
      read.problems.push(`${file}: it is a pipe, a device or a link to nothing, and no report.`);
    }
  }
  return read;
}

async function readInto({ reports, problems }: ReadReports, file: string): Promise<void> {
  try {
    const report = await readReport(file);
    reports.push(report);
    if (report.untold.length > 0) {
      problems.push(
        `${report.path}: ${report.untold.length} of its Datadog access tokens can't be told (${[...new Set(report.untold.map(({ reason }) => reason))].join(", ")}). ` +
          "datadog-token-id says where they are, and what to do.",
      );
    }
    problems.push(...report.problems.map((problem) => `${report.path}: ${problem}`));
  } catch (error) {
    if (!(error instanceof ReportError)) {
      throw error;
    }
    // A scanner that finds no token is the best of news.
    if (!error.holdsNoToken) {
      problems.push(error.message);
    }
  }
}

function filesOf(pattern: string): string[] {
  // A file is taken by its name first: brackets in it are no pattern then.
  return factsOf(pattern)?.isFile() === true
    ? [pattern]
    : globSync(pattern)
        .filter((path) => factsOf(path)?.isDirectory() !== true)
        .sort();
}

function factsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    // A link to nothing, or links in a circle.
    return undefined;
  }
}
