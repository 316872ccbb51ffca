import type { Endpoint, PacingGate } from "../../../../../provider/datadog";
import { rateLimited } from "./scripted-send";

/** Lets a gate learn from a call of somebody's that Datadog wants to be left alone for so many seconds. */
export async function shutGate(
  gate: PacingGate,
  endpoint: Endpoint,
  seconds: number,
  limitName?: string,
): Promise<void> {
  const forever = { deadline: Infinity, longestClosureMs: Infinity };
  await gate.pass(endpoint, forever, () => Promise.resolve(rateLimited(seconds, limitName)));
}
