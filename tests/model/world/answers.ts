import { thrown, type Fault } from "./faults";
import { Killed } from "./line";

/** The requests that a token is subject to. */
export type Verb = "revoke" | "look up" | "list";

/** Answers in the next microtask: nothing here takes real time. */
export async function answered<Answer>(answer: () => Answer): Promise<Answer> {
  await Promise.resolve();
  return answer();
}

/** Hands an answer over, if its sender lives to hear of it. */
export function heard<Answer>(isHeard: boolean, answer: Answer): Answer {
  if (!isHeard) {
    throw new Killed("The process is gone.");
  }
  return answer;
}

/** Throws what comes of a request with such a lot; most lots have an answer. */
export function throwFault(fault: Fault, verb: Verb): void {
  switch (fault) {
    case "lost for good":
    case "down":
      throw thrown.gaveUp(verb);
    case "rate limited":
      throw thrown.limited(verb);
    case "gateway's 404":
    case "gateway's 204":
      throw thrown.unexpected(verb);
    case "none":
    case "response lost":
    case "too late":
    case "shift":
    case "told twice":
    case "slow":
  }
}
