import type {
  DoorLanguage,
  ExtremeReport,
  FirstDeleteVariant,
  LimitVariant,
  ManyTokensVariant,
  ReportVariant,
} from "./samples";

/** Names for people, in the order in which the report shows them. */
export const manyTokensVariantNames: Record<ManyTokensVariant, string> = {
  handwritten: "hand-written provider",
  single: "single resources",
  batch: "batch",
  floor: "floor: one resource that does nothing",
  bare: "bare requests",
};

/** The same for table 2. */
export const limitVariantNames: Record<LimitVariant, string> = {
  batch: "batch",
  twoProcesses: "batch, two processes of half the tokens each",
  handwritten: "hand-written provider",
  officialClient: "script on the official client, with its retry",
};

/** The same for table 3. */
export const firstDeleteVariantNames: Record<FirstDeleteVariant, string> = {
  floor: "floor",
  single: "single resource",
  batch: "batch",
  handwritten: "hand-written provider",
};

/** The same for table 5. */
export const doorNames: Record<DoorLanguage, string> = {
  typescript: "TypeScript by ts-node, dynamic provider",
  stripped: "TypeScript, types stripped by Node.js, dynamic provider",
  javascript: "JavaScript, dynamic provider",
  yaml: "YAML, plugin",
  python: "Python, plugin",
  go: "Go, plugin",
};

/** The same for table 4. */
export const reportVariantNames: Record<ReportVariant, string> = {
  text: "plain text",
  gitleaksJson: "gitleaks JSON",
  gitleaksCsv: "gitleaks CSV",
  sarif: "SARIF",
  trufflehog: "TruffleHog JSON lines",
  githubAlerts: "GitHub alerts",
};

/** The rows of table 4 that are read alone. */
export const extremeReportNames: Record<ExtremeReport, string> = {
  tokenInEach: "gitleaks JSON, a token in each finding",
  oneLine: "GitHub alerts in one line",
  publicPortions: "public portions, one a line",
  base64: "text in base64, in lines",
  escapes: "text in percent escapes, in lines",
};

/** The reports that are no JSON: one regular expression finds the tokens in them. */
export const textReportVariants = ["text", "gitleaksCsv"] as const satisfies readonly ReportVariant[];

/** The reports that are JSON. */
export type JsonReportVariant = Exclude<ReportVariant, (typeof textReportVariants)[number]>;
export const jsonReportVariants = [
  "gitleaksJson",
  "sarif",
  "trufflehog",
  "githubAlerts",
] as const satisfies readonly JsonReportVariant[];
