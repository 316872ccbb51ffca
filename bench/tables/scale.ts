import type { RateLimit } from "datadog-token-simulator";

/** The extent of a measurement. */
export interface Scale {
  /** The numbers of tokens that single resources, the batch and the hand-written provider revoke in table 1. */
  sizes: readonly number[];
  /** The numbers that the batch and the bare requests revoke besides. */
  batchSizes: readonly number[];
  /** The numbers of tokens of table 6. */
  thousands: readonly number[];
  /** The limit of table 2, on DELETEs. */
  rateLimit: RateLimit;
  /** The number of tokens that are revoked in table 2. */
  limitedTokens: number;
  /** The number of times that each row is measured, by default. */
  repeats: number;
  /** Table 3 is short, and what it compares is close: how many times as many repeats it gets. */
  firstDeleteRepeatsFactor: number;
  /** The sizes of the reports of table 4, in 10^6 bytes. */
  reportMegabytes: readonly number[];
  /** The number of tokens that stand in each of them. */
  reportTokens: number;
  /** The number of lines in a text with a public portion in each line. */
  portions: number;
  /** The number of findings in a report that an earlier commit's command reads as well; more would crash that one. */
  findingsToCompare: number;
  /** The number of findings in a report with a token in each, */
  findingsWithToken: number;
  /** and the size of one in a single line, in 10^6 bytes. */
  lineMegabytes: number;
}

/** The scale of the report. */
export const fullScale: Scale = {
  sizes: [1, 10, 100, 1000],
  batchSizes: [10_000],
  thousands: [10_000, 100_000],
  rateLimit: { limit: 100, periodSeconds: 5, counts: "revocations" },
  limitedTokens: 400,
  repeats: 3,
  firstDeleteRepeatsFactor: 3,
  reportMegabytes: [10, 100],
  reportTokens: 1000,
  portions: 100_000,
  findingsToCompare: 100_000,
  findingsWithToken: 1_000_000,
  lineMegabytes: 150,
};

/** The scale that only shows if everything still works. */
export const quickScale: Scale = {
  sizes: [1, 10],
  batchSizes: [20],
  thousands: [1_001],
  rateLimit: { limit: 20, periodSeconds: 2, counts: "revocations" },
  limitedTokens: 50,
  repeats: 1,
  firstDeleteRepeatsFactor: 1,
  reportMegabytes: [0.1, 1],
  reportTokens: 10,
  portions: 100,
  findingsToCompare: 100,
  findingsWithToken: 100,
  lineMegabytes: 1,
};
