import { declaredIn, type BatchInputs } from "../schema/batch-inputs";
import type { InputFailure, RawInputs } from "../schema/option-inputs";

/** Refuses what would say "deleted" of a token that waits for its end, and send no DELETE. */
export function removalFailures(inputs: RawInputs): InputFailure[] {
  const { revokeOn, revocations } = inputs;
  const entries = revocations === undefined ? [] : declaredIn(inputs as unknown as BatchInputs);
  const isArmed = revokeOn === "delete" || entries.some((entry) => entry.revokeOn === "delete");
  return (["retainOnDelete", "deletedWith"] as const)
    .filter((option) => isArmed && inputs[option] === true)
    .map((option) => ({
      property: "revokeOn",
      reason: `with the resource option ${option}, the end of this resource sends no DELETE, so revokeOn "delete" would leave the token alive for good: leave one of the two out.`,
    }));
}
