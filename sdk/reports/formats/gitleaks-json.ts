import { z } from "zod";
import type { Finding } from "../findings/finding-collector";
import { optionalLine, optionalText } from "../json/finding-shape";
import { jsonReader } from "../json/json-reader";
import { isAccessTokenRule } from "./access-token-rule";

/** The fields of gitleaks's findings that nothing else has together (gitleaks: report/finding.go). */
const fields = [
  ...["RuleID", "Description", "StartLine", "EndLine", "StartColumn", "EndColumn", "Match", "Secret", "File"],
  ...["SymlinkFile", "Commit", "Entropy", "Author", "Email", "Date", "Message", "Tags", "Fingerprint"],
];
const certainlyGitleaks = 4;

const shape = z
  .object({
    RuleID: optionalText,
    Secret: optionalText,
    Match: optionalText,
    File: optionalText,
    StartLine: optionalLine,
    Commit: optionalText,
    Link: optionalText,
  })
  .refine(({ Secret, Match }) => typeof (Secret ?? Match) === "string", "it has neither Secret nor Match");

/** Reads a finding of gitleaks, from JSON or CSV. */
export function gitleaksFinding(finding: z.infer<typeof shape>): Finding {
  const { RuleID: rule, Secret, Match, File: file, StartLine: line, Commit: commit, Link: link } = finding;
  return {
    texts: [Secret, Match],
    place: { file, line, commit, link, rule },
    isAccessToken: isAccessTokenRule(rule),
  };
}

/** `gitleaks --report-format json`: a list of findings. The secret may be decoded in `Secret` and encoded in `Match`. */
export const gitleaksJson = jsonReader({
  format: "gitleaks JSON",
  recognises: ({ opening, keys }) =>
    opening === "[{" &&
    ((keys.has("RuleID") && (keys.has("Secret") || keys.has("Match"))) ||
      fields.filter((field) => keys.has(field)).length >= certainlyGitleaks),
  path: () => ["*"],
  mayRepeat: true,
  shape,
  findingsOf: (finding) => [gitleaksFinding(finding)],
});
