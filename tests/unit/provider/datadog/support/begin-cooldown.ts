import type { Endpoint } from "../../../../../provider/datadog/api/endpoint";
import { waitForEach } from "../../../../../provider/datadog/rate-limit/cooldown";
import type { RequestScheduler } from "../../../../../provider/datadog/rate-limit/request-scheduler";
import { rateLimited } from "./scripted-send";

/** Lets a scheduler learn from a request of somebody's that Datadog wants to be left alone for so many seconds. */
export async function beginCooldown(
  scheduler: RequestScheduler,
  endpoint: Endpoint,
  seconds: number,
  limitName?: string,
): Promise<void> {
  const send = () => Promise.resolve(rateLimited(seconds, limitName));
  await scheduler.schedule(endpoint, { budget: waitForEach(Infinity) }, send);
}
