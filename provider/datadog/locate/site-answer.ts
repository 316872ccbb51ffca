import { objectIn, parseJson, textIn } from "../api/json-api";
import { isRefusal, meaningOf, type AttemptResult } from "../http/attempt";
import { normalizeTokenId } from "../token/token-id";
import type { Site } from "../token/sites";

/** The user or the service account that a token belongs to. */
export interface TokenOwner {
  /** UUID, lower case. */
  id: string;
  /** The name that Datadog knows a user by, mostly an address. */
  handle?: string;
}

/** The organisation and the owner of a live token, as far as its scopes allow to ask. */
export interface TokenIdentity {
  /** The organisation's id. */
  organization?: string;
  owner?: TokenOwner;
}

/** The answer of one site to a token's own text. */
export type SiteAnswer =
  | ({ site: Site; kind: "live" } & TokenIdentity)
  | { site: Site; kind: "notAccepted" }
  /** No usable response: the problem, without a full stop, and whether there was no response at all. */
  | { site: Site; kind: "untold"; problem: string; isSilent: boolean };

/**
 * The meaning of the answer to `GET /api/v2/validate_keys` with a token's text as bearer.
 *
 * | answer                   | meaning                                     |
 * |--------------------------|---------------------------------------------|
 * | 200 `{"status":"ok"}`    | live here                                   |
 * | 401, 403                 | not accepted: of another site, dead, made up |
 * | anything else, or none   | can't be told                               |
 *
 * Source: the reference page "Validate API and application keys".
 */
export function siteAnswer(site: Site, result: AttemptResult): SiteAnswer {
  if (result.kind === "response" && result.status === 200 && saysOk(result.body)) {
    return { site, kind: "live" };
  }
  if (isRefusal(result)) {
    return { site, kind: "notAccepted" };
  }
  return {
    site,
    kind: "untold",
    problem: `${site}: ${meaningOf(result).words(`api.${site}`)}`,
    isSilent: result.kind !== "response",
  };
}

/** Reads the response of `GET /api/v2/current_user`; nothing if the token's scopes don't allow to ask. */
export function tokenIdentityIn(result: AttemptResult): TokenIdentity {
  if (result.kind !== "response" || result.status !== 200) {
    return {};
  }
  const data = objectIn(objectIn(parseJson(result.body))["data"]);
  const org = objectIn(objectIn(objectIn(data["relationships"])["org"])["data"]);
  const organization = org["type"] === "orgs" ? idIn(org["id"]) : undefined;
  const id = data["type"] === "users" ? idIn(data["id"]) : undefined;
  const handle = shortTextIn(objectIn(data["attributes"])["handle"]);
  return {
    ...(organization !== undefined && { organization }),
    ...(id !== undefined && { owner: { id, ...(handle !== undefined && { handle }) } }),
  };
}

function saysOk(body: string): boolean {
  return objectIn(parseJson(body))["status"] === "ok";
}

function idIn(value: unknown): string | undefined {
  const text = shortTextIn(value);
  return text === undefined ? undefined : (normalizeTokenId(text) ?? text);
}

/** An id or a handle is short, of one piece, and no token: whatever a server sends gets into no record otherwise. */
function shortTextIn(value: unknown): string | undefined {
  const text = textIn(value);
  return text !== undefined && /^[^\s\p{C}`|]{1,100}$/u.test(text) && !/dd[ps]at_/i.test(text)
    ? text
    : undefined;
}
