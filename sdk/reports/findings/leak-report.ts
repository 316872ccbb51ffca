import type { LeakPlace } from "./leak-place";
import type { NamedToken } from "../../../provider/datadog/token/token-text";

/** The formats that a report may be read as. */
export const reportFormats = [
  "gitleaks JSON",
  "gitleaks CSV",
  "SARIF",
  "TruffleHog JSON lines",
  "GitHub secret-scanning alerts",
  "plain text",
] as const;
/** The format that a report was read as. */
export type ReportFormat = (typeof reportFormats)[number];

/** A token that a report tells of, and where it was found. */
export interface ReportedToken extends NamedToken {
  place: LeakPlace;
  /** `true` if the finding's secret is this token, and nothing else: not a text in which it is mentioned. */
  isSecret?: true;
}

/** The result of reading a report: no secret part, and never no token at all. */
export interface LeakReport {
  /** As it was given. */
  path: string;
  format: ReportFormat;
  /** In the order of the report; a token that was found at two places stands there twice. */
  tokens: ReportedToken[];
  /** Findings of a Datadog access token whose alias was redacted, too: which token it was can't be told. */
  redacted: LeakPlace[];
}
