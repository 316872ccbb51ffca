import type { LeakPlace } from "./leak-place";
import type { NamedToken } from "../../../provider/datadog/token/token-text";
import type { TokenDoubt } from "../../../provider/datadog/token/token-reading";

/** The formats that a report may be read as. */
export const reportFormats = [
  "gitleaks JSON",
  "gitleaks CSV",
  "SARIF",
  "TruffleHog JSON lines",
  "GitHub secret-scanning alerts",
  "Betterleaks JSON",
  "Kingfisher JSON",
  "GitLab secret detection",
  "ggshield JSON",
  "Trivy JSON",
  "secretlint JSON",
  "Talisman JSON",
  "semgrep JSON",
  "Checkov JSON",
  "detect-secrets baseline",
  "Titus or Nosey Parker JSON",
  "Datadog's list of tokens",
  "JSON",
  "CSV",
  "plain text",
] as const;
/** The format that a report was read as. */
export type ReportFormat = (typeof reportFormats)[number];

/** A token that a report tells of, and where it was found. */
export interface ReportedToken extends NamedToken {
  place: LeakPlace;
  /** `true` if the finding's secret is this token, and nothing else: not a text in which it is mentioned. */
  isSecret?: true;
  /** `true` if its secret part is not whole there: cut off, or longer than it should be. The id is right all the same. */
  isPartial?: true;
}

/**
 * The reasons why a token that is there can't be told: those of a text, and two of a report:
 * `hidden` is a finding of Datadog's access tokens whose text the report does not have;
 * `kindHidden` is a finding of which not even the kind of secret is shown.
 */
export type UntoldReason = TokenDoubt | "hidden" | "kindHidden";

/** A Datadog access token that a report names so that its id can't be told. */
export interface UntoldToken {
  place: LeakPlace;
  reason: UntoldReason;
}

/** The result of reading a report: no secret part, and never no token at all. */
export interface LeakReport {
  /** As it was given. */
  path: string;
  format: ReportFormat;
  /** In the order of the report; a token that was found at two places stands there twice. */
  tokens: ReportedToken[];
  /** Tokens that are there, and can't be told: which ones they are is for a person to find out. */
  untold: UntoldToken[];
  /** Sentences on parts of the report that could not be read, such as an end that is missing. */
  problems: string[];
  /** Sentences on other secrets of Datadog's: what they are, and where they are revoked. */
  notes: string[];
}
