import type { LeakReport } from "./findings/leak-report";

/**
 * Reads the Datadog access tokens that a scanner's report tells of; the format is recognised. See `LeakReport` for what
 * it comes to, and read-report.ts for the formats.
 *
 * ```ts
 * const { tokens } = await readReport("leaks.json"); // [{ tokenId: "35ef7728-…", kind: "personal", place: { file: … } }]
 * ```
 *
 * @throws ReportError if the file can't be read, is damaged, or names no token: never an empty report
 */
export function readReport(path: string): Promise<LeakReport> {
  // What reads reports takes a tenth of a second to load: only programs that read one wait for it.
  const reading = require("./read-report") as typeof import("./read-report");
  return reading.readReport(path);
}
