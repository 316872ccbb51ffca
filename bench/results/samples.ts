import type { RateLimit } from "datadog-token-simulator";
import type { Machine } from "./machine";

/** Milliseconds for which each request waits in the simulator before it is handled: in every table. */
export const latencyMs = 50;

/** The same in table 6, where a hundred thousand tokens would take most of an hour otherwise. */
export const shortLatencyMs = 5;

/** Requests at once, of whoever can choose: the default of `datadog:concurrency`. */
export const concurrency = 16;

/** The variants that are measured in table 1. */
export type ManyTokensVariant = "floor" | "bare" | "single" | "batch" | "handwritten";

/** One `pulumi up` (or, of `bare`, the requests alone, from the first one's arrival to the last one's response). */
export interface ManyTokensSample {
  variant: ManyTokensVariant;
  /** 0 for `floor`. */
  tokens: number;
  seconds: number;
  /** The dynamic-provider process's. */
  peakMemoryMiB?: number;
  /** The bytes that the resources take in the state. */
  stateBytes?: number;
  /** The same without the engine's `stackTrace` and the evidence. */
  leanStateBytes?: number;
}

/** The variants that are measured in table 2. */
export type LimitVariant = "batch" | "twoProcesses" | "handwritten" | "officialClient";

/** One run under a limit, by the simulator's clock. */
export interface LimitSample {
  variant: LimitVariant;
  tokens: number;
  /** From the arrival of the first request of any kind to the response to the last revocation. */
  seconds: number;
  /** The least that the limit allows, from that moment on. */
  floorSeconds: number;
  /** The number of DELETEs that were refused with 429. */
  refused: number;
  /** The number of tokens that nobody revoked in the end. */
  tokensAlive: number;
  /** The times at which each revocation was answered, in seconds since the first request. */
  revokedAfterSeconds: number[];
}

/** The variants that are measured in table 3. */
export type FirstDeleteVariant = "floor" | "single" | "batch" | "handwritten";

/** One `pulumi up` for one token: from the start of the command to the arrival of its DELETE. */
export interface FirstDeleteSample {
  variant: FirstDeleteVariant;
  seconds: number;
}

/** The languages whose programs are measured in table 5; `stripped` is TypeScript of which Node.js strips the types. */
export type DoorLanguage = "typescript" | "stripped" | "javascript" | "yaml" | "python" | "go";

/** One `pulumi up` for one token: from the start of the command to the arrival of its DELETE. */
export interface DoorSample {
  language: DoorLanguage;
  seconds: number;
}

/** The rows of table 6: a resource that does nothing, and a batch through either door. */
export type BatchDoor = "floor" | "dynamic" | "plugin";

/** One `pulumi up` of table 6. */
export interface ThousandsSample {
  door: BatchDoor;
  /** 0 for `floor`. */
  tokens: number;
  seconds: number;
  /** The provider's process's; absent if the system does not tell. */
  peakMemoryMiB?: number;
}

/** A process of table 5: the plugin until it tells its port, and a Node.js that compiles its bundle and ends. */
export interface PluginStartSample {
  process: "plugin" | "floor";
  seconds: number;
}

/** The reports that are measured in table 4. */
export type ReportVariant = "text" | "gitleaksJson" | "gitleaksCsv" | "sarif" | "trufflehog" | "githubAlerts";

/** The reader of a report: the package's command, or what one might type instead. */
export type ReportReader = "datadog-token-id" | "grep" | "JSON.parse" | "matchAll";

/** One report, read to its end by a process of its own. */
export interface ReportSample {
  reader: ReportReader;
  variant: ReportVariant;
  /** 10^6 bytes. */
  megabytes: number;
  seconds: number;
  /** Absent if the process does not tell. */
  peakMemoryMiB?: number;
}

/** The extreme reports of table 4: a token in each of very many findings, one single line, encoded texts. */
export type ExtremeReport = "tokenInEach" | "oneLine" | "publicPortions" | "base64" | "escapes";

/** A text of which each line is base64, is percent escapes, or is a public portion. */
export type EncodedText = "base64Lines" | "escapedLines" | "publicPortionLines";

/** The package's command as it is in this checkout, or as it was before the search was rewritten. */
export type CommandAge = "now" | "before";

/** One run of it on a report with a token in each finding. */
export interface EachFindingSample {
  age: CommandAge;
  variant: ReportVariant;
  tokens: number;
  seconds: number;
}

/** One run of the package's command on one of them. */
export interface ExtremeReportSample {
  extreme: ExtremeReport;
  tokens: number;
  /** 10^6 bytes. */
  megabytes: number;
  seconds: number;
  peakMemoryMiB: number;
}

/** A table's samples, and what they were taken on. */
export interface Measured<Sample> {
  /** ISO 8601 date. */
  date: string;
  machine: Machine;
  /** The number of times that each row was measured. */
  repeats: number;
  samples: Sample[];
}

/** The samples of the benchmark: all that its report is made of. */
export interface Results {
  manyTokens?: Measured<ManyTokensSample>;
  underLimit?: Measured<LimitSample> & { rateLimit: RateLimit };
  firstDelete?: Measured<FirstDeleteSample>;
  reports?: Measured<ReportSample> & { extremes?: ExtremeReportSample[]; eachFinding?: EachFindingSample[] };
  thousands?: Measured<ThousandsSample>;
  /** `hosts`: which language hosts the CLI used, for people. */
  doors?: Measured<DoorSample> & { starts: PluginStartSample[]; hosts: string };
}
