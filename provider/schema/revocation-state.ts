import type { PersonalAccessToken } from "../datadog";
import type { RevocationInputs } from "./inputs";
import { optionsOf } from "./option-inputs";
import type { RevocationStatus } from "./revocation-status";

/** What the GET before the DELETE said of the token: who loses access, and when it was last used (ISO 8601 UTC). */
export type RevocationEvidence = Omit<PersonalAccessToken, "tokenId">;

/** What stands in the stack's state: the inputs, and what was observed. Every field of every version stays readable. */
export interface RevocationState extends RevocationInputs {
  status: RevocationStatus;
  /** When our DELETE was confirmed, ISO 8601 UTC; absent unless `status` is `revoked`. */
  revokedAt?: string;
  /** When Datadog said that the token is gone, ISO 8601 UTC. */
  verifiedAt?: string;
  evidence?: RevocationEvidence;
  /**
   * What an earlier run left undone. `diff` finds it here: a refresh clears the engine's own `initErrors`, after
   * which the engine would not call `update` by itself.
   */
  unfinished?: "verification";
}

/** The key under which the engine keeps the provider's text; the dynamic provider does not add it to an error's properties. */
export const providerKey = "__provider";

/** What `create` and `update` observed, apart from the inputs. */
export type RevocationOutcome = Omit<RevocationState, keyof RevocationInputs>;

/** The state that follows from inputs and outcome: a fresh object, absent fields left out, nothing else carried over. */
export function stateOf(inputs: RevocationInputs, outcome: RevocationOutcome): RevocationState {
  const { status, revokedAt, verifiedAt, evidence, unfinished } = outcome;
  return {
    tokenId: inputs.tokenId,
    ...optionsOf(inputs),
    status,
    ...(revokedAt !== undefined && { revokedAt }),
    ...(verifiedAt !== undefined && { verifiedAt }),
    ...(evidence !== undefined && { evidence }),
    ...(unfinished !== undefined && { unfinished }),
  };
}
