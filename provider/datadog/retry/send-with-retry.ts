import pRetry from "p-retry";
import type { Delivery, DeliveryPlan } from "./call-result";
import { FailedAttempt } from "./failed-attempt";
import { OngoingDelivery } from "./retry-state";
import { mostAttempts } from "./retry-policy";

/** Sends until an answer stands, the attempts are used up, or the time is. */
export async function deliver(plan: DeliveryPlan): Promise<Delivery> {
  const ongoing = new OngoingDelivery(plan);
  try {
    return await pRetry(() => ongoing.attempt(), {
      // Pauses are taken at the start of an attempt, on the plan's clock. One retry more than is ever consumed: with none
      // left, p-retry gives up also on a failure that consumes none.
      retries: mostAttempts,
      minTimeout: 0,
      shouldConsumeRetry: ({ error }) => !isRateLimited(error),
      shouldRetry: ({ error, retriesLeft }) =>
        error instanceof FailedAttempt && (isRateLimited(error) || retriesLeft > 1),
    });
  } catch (error) {
    if (error instanceof FailedAttempt) {
      return ongoing.gaveUp();
    }
    throw error;
  }
}

/** Sends once, without waiting at the gate and without closing it: what is merely observed delays nobody. */
export async function deliverOnce(plan: DeliveryPlan): Promise<Delivery> {
  return new OngoingDelivery(plan).attemptOnce();
}

function isRateLimited(error: Error): boolean {
  return error instanceof FailedAttempt && error.verdict === "rateLimited";
}
