import type { RateLimit } from "datadog-token-simulator";
import type { Machine } from "./machine";

/** How long each request waits in the simulator before it is handled, in milliseconds: in every table. */
export const latencyMs = 50;

/** Requests at once, of whoever can choose: the default of `datadog:concurrency`. */
export const concurrency = 16;

/** Who is measured in table 1. */
export type ManyTokensVariant = "floor" | "bare" | "single" | "batch" | "handwritten";

/** One `pulumi up` (or, of `bare`, the requests alone, from the first one's arrival to the last one's answer). */
export interface ManyTokensSample {
  variant: ManyTokensVariant;
  /** 0 for `floor`. */
  tokens: number;
  seconds: number;
  /** Of the dynamic-provider process. */
  peakMemoryMiB?: number;
  /** What the resources take in the state. */
  stateBytes?: number;
  /** The same without the engine's `stackTrace` and the evidence. */
  leanStateBytes?: number;
}

/** Who is measured in table 2. */
export type LimitVariant = "batch" | "twoProcesses" | "handwritten" | "officialClient";

/** One run under a limit, by the simulator's clock. */
export interface LimitSample {
  variant: LimitVariant;
  tokens: number;
  /** From the arrival of the first request of any kind to the answer to the last revocation. */
  seconds: number;
  /** The least that the limit allows, from that moment on. */
  floorSeconds: number;
  /** How many DELETEs were refused with 429. */
  refused: number;
  /** How many tokens nobody revoked in the end. */
  tokensAlive: number;
  /** When each revocation was answered, in seconds since the first request. */
  revokedAfterSeconds: number[];
}

/** Who is measured in table 3. */
export type FirstDeleteVariant = "floor" | "single" | "batch" | "handwritten";

/** One `pulumi up` for one token: from the start of the command to the arrival of its DELETE. */
export interface FirstDeleteSample {
  variant: FirstDeleteVariant;
  seconds: number;
}

/** What is measured in table 4. */
export type ReportVariant = "text" | "gitleaksJson" | "gitleaksCsv" | "sarif" | "trufflehog" | "githubAlerts";

/** What reads it: the package's command, or what one might type instead. */
export type ReportReader = "datadog-token-id" | "grep" | "JSON.parse";

/** One report, read to its end by a process of its own. */
export interface ReportSample {
  reader: ReportReader;
  variant: ReportVariant;
  /** 10^6 bytes. */
  megabytes: number;
  seconds: number;
  /** Absent where the process does not tell. */
  peakMemoryMiB?: number;
}

/** A table's samples, and what they were taken on. */
export interface Measured<Sample> {
  /** ISO 8601 date. */
  date: string;
  machine: Machine;
  /** How often each row was measured. */
  repeats: number;
  samples: Sample[];
}

/** What is kept of the benchmark: all that its report is made of. */
export interface Results {
  manyTokens?: Measured<ManyTokensSample>;
  underLimit?: Measured<LimitSample> & { rateLimit: RateLimit };
  firstDelete?: Measured<FirstDeleteSample>;
  reports?: Measured<ReportSample>;
}
