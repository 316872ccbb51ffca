import { gitleaksCsv } from "./formats/gitleaks-csv";
import { gitleaksJson } from "./formats/gitleaks-json";
import { githubAlerts } from "./formats/github-alerts";
import { plainText } from "./formats/plain-text";
import { sarif } from "./formats/sarif";
import { trufflehogJsonLines } from "./formats/trufflehog-json-lines";
import type { ReportBeginning } from "./findings/report-beginning";
import type { FormatReader } from "./findings/report-source";

/** In the order in which they are tried. */
const readers = [gitleaksJson, gitleaksCsv, sarif, trufflehogJsonLines, githubAlerts];

/** The reader of a report that begins like this; what no format recognises is plain text. */
export function readerFor(beginning: ReportBeginning): FormatReader {
  return readers.find((reader) => reader.recognises(beginning)) ?? plainText;
}
