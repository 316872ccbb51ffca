import type { ReportFormat } from "../findings/leak-report";

const ownRule = "finds them only where its configuration has a rule for them.";
const gitleaksUnredacted = "Run it without --redact, or with --redact=55, which leaves the public portions.";
const elsewhere =
  "The file and the line tell where it stands: read it there, or give --source with the folder that was scanned.";

interface FormatFacts {
  format: ReportFormat;
  /** Patterns of its beginning, all of them. */
  marks: readonly RegExp[];
  /** Advice where it does not show the tokens. */
  hidden: string;
  /** Advice where it names none. */
  none: string;
}

/** The formats that are known by their beginning, in the order in which they are tried. */
const formats: readonly FormatFacts[] = [
  {
    format: "SARIF",
    marks: [/^\s*\{/, /"runs"\s*:|"\$schema"\s*:\s*"[^"]*sarif/i],
    hidden: `Write it with the secrets in its snippets (gitleaks: without --redact, or with --redact=55; secretlint: --no-maskSecrets), or in another format: the SARIF of TruffleHog and ggshield never holds a secret, their JSON does (trufflehog --json, ggshield --json --show-secrets). ${elsewhere}`,
    none: "TruffleHog's SARIF, for one, never holds a secret; take its --json.",
  },
  {
    format: "gitleaks JSON",
    marks: [
      /"RuleID"\s*:/,
      /"(?:Match|Secret|StartLine|Fingerprint)"\s*:/,
      /"(?:File|Commit)"\s*:|"Secret"\s*:/,
    ],
    hidden: gitleaksUnredacted,
    none: `gitleaks ${ownRule}`,
  },
  {
    format: "TruffleHog JSON lines",
    marks: [/"(?:DetectorName|SourceMetadata)"\s*:|"logger"\s*:\s*"trufflehog"/],
    hidden: "Take the output of trufflehog --json as it is: the secret stands in Raw.",
    none: `TruffleHog ${ownRule}`,
  },
  {
    format: "GitHub secret-scanning alerts",
    marks: [/"secret_type"\s*:/, /"(?:locations_url|html_url|number)"\s*:/],
    hidden:
      "Fetch the alerts over the REST API (GET /repos/{owner}/{repo}/secret-scanning/alerts) without hide_secret=true: a webhook never has the secret.",
    none: "Fetch all pages of the alerts, without a filter that leaves them out.",
  },
  {
    format: "Datadog's list of tokens",
    marks: [/"type"\s*:\s*"(?:personal|service)_access_tokens"/],
    hidden: "Its ids are the tokens' ids.",
    none: "Its ids are the tokens' ids.",
  },
  {
    format: "Betterleaks JSON",
    marks: [/"rule_id"\s*:/, /"match"\s*:\s*\{/],
    hidden: gitleaksUnredacted,
    none: `Betterleaks ${ownRule}`,
  },
  {
    format: "Kingfisher JSON",
    marks: [/"finding"\s*:\s*\{/, /"rule"\s*:\s*\{/],
    hidden: "Run it without --redact.",
    none: `Kingfisher ${ownRule}`,
  },
  {
    format: "GitLab secret detection",
    marks: [/"vulnerabilities"\s*:/, /"(?:secret_detection|sast)"/],
    hidden: `The finding has no raw_source_code_extract. ${elsewhere}`,
    none: `GitLab's analyser ${ownRule}`,
  },
  {
    format: "ggshield JSON",
    marks: [/"(?:entities_with_incidents|total_incidents|incidents)"\s*:/],
    hidden: "Run ggshield with --json and --show-secrets.",
    none: `ggshield ${ownRule}`,
  },
  {
    format: "Trivy JSON",
    marks: [/"SchemaVersion"\s*:/, /"Results"\s*:/],
    hidden: `Trivy masks what a rule matches, without a switch: a rule whose secret group is the last 36 characters alone leaves the public portion. ${elsewhere}`,
    none: `Trivy ${ownRule}`,
  },
  {
    format: "secretlint JSON",
    marks: [/"filePath"\s*:/, /"messages"\s*:/],
    hidden: "Run secretlint with --no-maskSecrets.",
    none: `secretlint ${ownRule}`,
  },
  {
    format: "Talisman JSON",
    marks: [/"(?:failure_list|warning_list)"\s*:/],
    hidden: elsewhere,
    none: `Talisman ${ownRule}`,
  },
  {
    format: "semgrep JSON",
    marks: [/"check_id"\s*:/, /"extra"\s*:/],
    hidden: `semgrep's JSON has no lines without a login: its --sarif has them. ${elsewhere}`,
    none: `semgrep ${ownRule}`,
  },
  {
    format: "Checkov JSON",
    marks: [/"(?:check_type|failed_checks)"\s*:/],
    hidden: elsewhere,
    none: `Checkov ${ownRule}`,
  },
  {
    format: "detect-secrets baseline",
    marks: [/"(?:plugins_used|hashed_secret)"\s*:/],
    hidden: `A baseline has only hashes. ${elsewhere}`,
    none: `detect-secrets ${ownRule}`,
  },
  {
    format: "Titus or Nosey Parker JSON",
    marks: [/"rule_name"\s*:/, /"matches"\s*:/],
    hidden: "Write the report with its snippets.",
    none: "It names other secrets only.",
  },
];

const jsonBeginning = /^\s*[[{]/;
/** The same, but for a log's `[INFO]`, `[2026-11-29 …]`, `[    0.000000]` and `{app}`. */
const jsonValue =
  /^\s*(?:\[\s*)*(?:$|\{\s*(?:["}/]|$)|["\]]|(?:true|false|null|-?\d[\d.eE+-]*)\s*(?:,|$|\][\s,\]}]*(?:\n|$)))/;

/** Tells whether a text may be JSON from its beginning on. */
export function beginsAsJson(text: string): boolean {
  return jsonBeginning.test(text) && jsonValue.test(text);
}
const any: Record<"JSON" | "CSV" | "plain text" | "gitleaks CSV", Omit<FormatFacts, "format" | "marks">> = {
  JSON: {
    hidden: `Write it with the secrets shown. ${elsewhere}`,
    none: "It is no report of a scanner that is known here.",
  },
  "gitleaks CSV": { hidden: gitleaksUnredacted, none: `gitleaks ${ownRule}` },
  CSV: {
    hidden: `Write it with the secrets shown. ${elsewhere}`,
    none: "It is no report of a scanner that is known here.",
  },
  "plain text": {
    hidden:
      "Take a text in which at least the public portion is left (ddpat_ and 22 letters and digits): TruffleHog's --json, gitleaks without --redact, secretlint with --no-maskSecrets.",
    none: "It is no report of a scanner that is known here.",
  },
};

/** The format of a report that begins like this. */
export function formatOf(beginning: string, csvColumns: readonly string[] | undefined): ReportFormat {
  const columns = csvColumns?.map((column) => column.toLowerCase());
  if (columns !== undefined && !beginsAsJson(beginning)) {
    return columns.includes("ruleid") && columns.includes("secret") ? "gitleaks CSV" : "CSV";
  }
  // Before it may stand what a scanner says, or a CI system.
  const json = /(?:^|\n)\s*[[{][^]*/.exec(beginning)?.[0];
  if (json === undefined || !beginsAsJson(json)) {
    return "plain text";
  }
  return formats.find(({ marks }) => marks.every((mark) => mark.test(json)))?.format ?? "JSON";
}

/** Advice for a report of a format that does not show its tokens, or names none. */
export function adviceFor(format: ReportFormat): { hidden: string; none: string } {
  return formats.find((each) => each.format === format) ?? any[format as keyof typeof any];
}
