import type { Site } from "../datadog/token/sites";
import { normalizeTokenId } from "../datadog/token/token-id";
import type { TokenOwner } from "../datadog/token/token-owner";
import {
  normalizeOptions,
  tokenIdNormalizer,
  type InputFailure,
  type NormalizedInputs,
  type OptionInputs,
  type RawInputs,
} from "./option-inputs";
import { isUnknown } from "./unknown";

/** The resolved inputs of a revocation, as `check` leaves them: every default in its place, every spelling normalised. */
export interface RevocationInputs extends OptionInputs, TokenOwner {
  /** UUID of the token, lower case. */
  tokenId: string;
}

/**
 * The harmless marker that the resource's class sends if the arguments name no token: it says what is wrong
 * without the text, which must never become an input.
 */
export type InputProblem =
  | "notAToken"
  | "severalTokens"
  | "redactedToken"
  | "cutOffToken"
  | "damagedToken"
  | "changedCaseToken"
  | "personalAccessToken"
  | "serviceAccessToken"
  | "both"
  | "neither"
  | "tokenTextAsTokenId";

/** The name of the input that carries a `InputProblem`; `check` reports it and keeps it out of the state. */
const inputProblemKey = "tokenProblem";

/** The words of `check` for each problem, and the property that it is about. */
export const inputProblems: Record<InputProblem, { property: "token" | "tokenId"; reason: string }> = {
  notAToken: {
    property: "token",
    reason:
      "this is not a Datadog access token: expected ddpat_ (a person's) or ddsat_ (a service account's) and 22 letters and digits, alone (the public portion) or followed by _ and the secret part. The text is not shown on purpose.",
  },
  severalTokens: {
    property: "token",
    reason:
      "this text names several access tokens, or one and a part of another: which one is meant is not guessed. Declare each by itself, or all of them as a PersonalAccessTokenRevocationBatch; npx datadog-token-id tells their ids. The text is not shown on purpose.",
  },
  redactedToken: {
    property: "token",
    reason:
      "this is a Datadog access token whose public portion is masked, so its id can't be told: look where it came from for ddpat_ (or ddsat_) and the 22 letters and digits behind it.",
  },
  cutOffToken: {
    property: "token",
    reason:
      "this is a Datadog access token that ends within its public portion, so its id can't be told: look where it came from for the rest, 22 letters and digits behind ddpat_ (or ddsat_) are enough. The text is not shown on purpose.",
  },
  damagedToken: {
    property: "token",
    reason:
      "this looks like a Datadog access token whose public portion has more or fewer than 22 characters, or lost its underscore or prefix, or is in pieces: look where it came from for the token as it was, a guess may be someone else's. The text is not shown on purpose.",
  },
  changedCaseToken: {
    property: "token",
    reason:
      "this looks like a Datadog access token whose letters have lost their case, which its id needs: look where it came from for the token as it was. The text is not shown on purpose.",
  },
  serviceAccessToken: {
    property: "token",
    reason:
      "this is a service access token (ddsat_), not a personal access token: declare it as ServiceAccessTokenRevocation. It is revoked below its service account, and a 404 from the endpoint of personal tokens would prove nothing.",
  },
  personalAccessToken: {
    property: "token",
    reason:
      "this is a personal access token (ddpat_), not a service access token: declare it as PersonalAccessTokenRevocation. A 404 from the endpoint of service accounts would prove nothing.",
  },
  both: { property: "token", reason: "give either token or tokenId, not both." },
  neither: {
    property: "token",
    reason:
      "one of token (the leaked token's text, or its public portion) and tokenId (its UUID) is required.",
  },
  tokenTextAsTokenId: {
    property: "tokenId",
    reason:
      "this is a token's text, not its id: give it as token, and the id is derived from it. The text is not shown on purpose.",
  },
};

/**
 * Normalises raw inputs and finds every wrong one at once. Values unknown at preview pass as they are.
 *
 * @param site - the site of a revocation whose program names none.
 */
export function normalizeInputs(raw: RawInputs, site: Site): NormalizedInputs {
  const options = normalizeOptions(raw, site);
  const token = normalizeToken(raw);
  const owner = normalizeOwner(raw);
  return {
    inputs: { ...token.inputs, ...owner.inputs, ...options.inputs },
    failures: [...token.failures, ...owner.failures, ...options.failures],
  };
}

function normalizeToken(raw: RawInputs): { inputs: { tokenId?: unknown }; failures: InputFailure[] } {
  const { [inputProblemKey]: marker, tokenId } = raw;
  if (isInputProblem(marker)) {
    return { inputs: {}, failures: [inputProblems[marker]] };
  }
  if (isUnknown(tokenId)) {
    return { inputs: { tokenId }, failures: [] };
  }
  if (tokenId === undefined || tokenId === null) {
    return { inputs: {}, failures: [inputProblems.neither] };
  }
  const normalized = tokenIdNormalizer(tokenId);
  return "failure" in normalized
    ? { inputs: {}, failures: [{ property: "tokenId", reason: normalized.failure }] }
    : { inputs: { tokenId: normalized.value }, failures: [] };
}

/** Reads the owner's kind and its service account; an account's id in any letter case becomes lower case. */
export function normalizeOwner({ kind, serviceAccountId: account }: RawInputs): {
  inputs: { kind?: unknown; serviceAccountId?: unknown };
  failures: InputFailure[];
} {
  const isService = kind === "service" || isUnknown(kind) || (kind ?? undefined) === undefined;
  if (!isService && kind !== "personal") {
    return { inputs: {}, failures: [{ property: "kind", reason: 'expected "personal" or "service".' }] };
  }
  if (account === undefined || account === null) {
    return { inputs: kind === "service" || isUnknown(kind) ? { kind } : {}, failures: [] };
  }
  if (!isService) {
    const reason = "leave it out: a personal access token has no service account.";
    return { inputs: {}, failures: [{ property: "serviceAccountId", reason }] };
  }
  const normalized = typeof account === "string" ? normalizeTokenId(account) : undefined;
  if (normalized === undefined) {
    const reason = "expected the service account's id, a UUID.";
    return { inputs: { kind: "service" }, failures: [{ property: "serviceAccountId", reason }] };
  }
  return { inputs: { kind: "service", serviceAccountId: normalized }, failures: [] };
}

function isInputProblem(value: unknown): value is InputProblem {
  return typeof value === "string" && Object.hasOwn(inputProblems, value);
}
