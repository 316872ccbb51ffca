import { redactTokenText } from "../../../provider/datadog/token/redact";

/** A problem of a report, and its place. */
export interface ReportProblem {
  path: string;
  /** From 1; absent if it is the whole file. */
  line?: number | undefined;
  /** A sentence or two: what is wrong, and what to do. */
  problem: string;
  /** True if nothing else is wrong than that there is no token in it. @defaultValue false */
  holdsNoToken?: boolean;
}

/** A report that can't be read, or that names no Datadog access token. Its message never holds a token's secret part. */
export class ReportError extends Error {
  readonly path: string;
  readonly line: number | undefined;
  /** True if the report is in order, and only names no token: for a scanner's nightly report the best of news. */
  readonly holdsNoToken: boolean;

  constructor({ path, line, problem, holdsNoToken = false }: ReportProblem) {
    super(redactTokenText(`${path}${line === undefined ? "" : `:${line}`}: ${problem}`));
    this.name = "ReportError";
    this.path = redactTokenText(path);
    this.line = line;
    this.holdsNoToken = holdsNoToken;
  }
}
