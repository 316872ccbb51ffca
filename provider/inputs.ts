import { normalizeTokenId, parseSite, sites, type Site, type TokenProblem } from "./datadog";
import { onNotFoundValues, optionDefaults, revokeOnValues, type OnNotFound, type RevokeOn } from "./options";
import { isUnknown } from "./unknown";

/** The resolved inputs of a revocation, as `check` leaves them: every default in its place, every spelling normalised. */
export interface RevocationInputs {
  /** UUID of the token, lower case. */
  tokenId: string;
  site: Site;
  revokeOn: RevokeOn;
  onNotFound: OnNotFound;
  verify: boolean;
  reason?: string;
  ticket?: string;
}

/**
 * The harmless marker that the resource's class sends where the arguments name no token: it says what is wrong
 * without the text, which must never become an input.
 */
export type TokenMarker = TokenProblem | "both" | "neither" | "tokenTextAsTokenId";

/** The name of the input that carries a `TokenMarker`; `check` reports it and keeps it out of the state. */
export const tokenMarkerKey = "tokenProblem";

const tokenMarkers: Record<TokenMarker, { property: "token" | "tokenId"; reason: string }> = {
  notAToken: {
    property: "token",
    reason:
      "this is not a Datadog personal access token: expected ddpat_ and 22 letters and digits, alone (the public portion) or followed by _ and the secret part. The text is not shown on purpose.",
  },
  serviceAccessToken: {
    property: "token",
    reason:
      "this is a service access token (ddsat_), not a personal access token: it is revoked at another endpoint (DELETE /api/v2/service_accounts/{service_account_id}/access_tokens/{token_id}), and a 404 from this one would prove nothing.",
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

/** One wrong input, at its own property: the shape of Pulumi's `CheckFailure`. */
export interface InputFailure {
  property: string;
  reason: string;
}

/** Inputs as they come from a program, nothing known of them. */
export type RawInputs = Readonly<Record<string, unknown>>;

type Normalized = { value: unknown } | { failure: string };
type Normalize = (value: unknown) => Normalized;

const oneOf =
  (values: readonly string[]): Normalize =>
  (value) =>
    typeof value === "string" && values.includes(value)
      ? { value }
      : { failure: `expected ${listOf(values.map((each) => JSON.stringify(each)))}.` };

const text: Normalize = (value) => (typeof value === "string" ? { value } : { failure: "expected text." });

const normalizers: Record<keyof RevocationInputs, Normalize> = {
  tokenId: (value) => {
    const tokenId = typeof value === "string" ? normalizeTokenId(value) : undefined;
    return tokenId === undefined
      ? { failure: "expected the token's id, a UUID such as 35ef7728-4761-41dd-8a7b-f1112a26f840." }
      : { value: tokenId };
  },
  site: (value) => {
    const site = typeof value === "string" ? parseSite(value) : undefined;
    return site === undefined
      ? { failure: `unknown Datadog site; expected ${listOf(sites)}.` }
      : { value: site };
  },
  revokeOn: oneOf(revokeOnValues),
  onNotFound: oneOf(onNotFoundValues),
  verify: (value) => {
    if (typeof value === "boolean") return { value };
    // A value that comes from stack configuration is text.
    if (value === "true" || value === "false") return { value: value === "true" };
    return { failure: "expected true or false." };
  },
  reason: text,
  ticket: text,
};

/**
 * Normalises raw inputs and finds every wrong one at once. Values unknown at preview pass as they are.
 *
 * @param site - the site of a revocation whose program names none.
 */
export function normalizeInputs(
  raw: RawInputs,
  site: Site,
): { inputs: Record<string, unknown>; failures: InputFailure[] } {
  const marker = raw[tokenMarkerKey];
  const isMarked = typeof marker === "string" && marker in tokenMarkers;
  const given: RawInputs = { site, ...optionDefaults, ...definedOf(raw) };
  const inputs: Record<string, unknown> = {};
  const failures: InputFailure[] = isMarked ? [tokenMarkers[marker as TokenMarker]] : [];
  for (const [property, normalize] of Object.entries(normalizers)) {
    const value = given[property];
    if (isUnknown(value)) inputs[property] = value;
    else if (value === undefined) {
      if (property === "tokenId" && !isMarked) failures.push(tokenMarkers.neither);
    } else {
      const normalized = normalize(value);
      if ("failure" in normalized) failures.push({ property, reason: normalized.failure });
      else inputs[property] = normalized.value;
    }
  }
  return { inputs, failures };
}

function definedOf(raw: RawInputs): RawInputs {
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined && value !== null));
}

function listOf(values: readonly string[]): string {
  return `${values.slice(0, -1).join(", ")} or ${values.at(-1) ?? ""}`;
}
