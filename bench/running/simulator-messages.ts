import type { RateLimit } from "datadog-token-simulator";

/** Settings of the simulator's process: a JSON text, its only argument. */
export interface SimulatorOrder {
  tokens: number;
  latencyMs: number;
  rateLimit?: RateLimit;
}

/** The first message of the simulator's process. */
export interface Listening {
  url: string;
  tokenIds: string[];
}

/** A request that was answered. Times are milliseconds since the epoch, by the simulator's clock. */
export interface AnsweredRequest {
  method: string;
  status: number;
  arrivedAtMs: number;
  answeredAtMs: number;
}

/** The second and last message, in answer to any: everything that was answered, in this order. */
export interface SimulatorReport {
  requests: AnsweredRequest[];
  tokensAlive: number;
}
