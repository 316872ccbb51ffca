import { redactTokenText } from "../token/redact";
import { objectIn, parseJson, textIn, type JsonObject } from "./json-api";

/** A token as Datadog describes it; what it did not say, or said in another shape, is absent. Times are ISO 8601 UTC. */
export interface PersonalAccessToken {
  tokenId: string;
  name?: string;
  /** The UUID of the user who owns it. */
  ownerId?: string;
  scopes?: readonly string[];
  createdAt?: string;
  expiresAt?: string;
  lastUsedAt?: string;
}

const isoTimeWithZone = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * The token that a JSON:API body describes (`data` with `attributes` and `relationships.owned_by`), or undefined where it
 * describes none. Should somebody have put a token's text into one of the fields, its secret part is left out.
 */
export function personalAccessTokenIn(body: string): PersonalAccessToken | undefined {
  return personalAccessTokenFrom(objectIn(objectIn(parseJson(body))["data"]));
}

/** The token that a JSON:API resource object describes, or undefined where it describes none. */
export function personalAccessTokenFrom(data: JsonObject): PersonalAccessToken | undefined {
  const tokenId = textIn(data["id"])?.toLowerCase();
  if (tokenId === undefined) {
    return undefined;
  }
  const attributes = objectIn(data["attributes"]);
  const owner = objectIn(objectIn(objectIn(data["relationships"])["owned_by"])["data"]);
  const name = cleanTextIn(attributes["name"]);
  const ownerId = cleanTextIn(owner["id"]);
  const createdAt = timeIn(attributes["created_at"]);
  const expiresAt = timeIn(attributes["expires_at"]);
  const lastUsedAt = timeIn(attributes["last_used_at"]);
  const scopes = attributes["scopes"];
  return {
    tokenId,
    ...(name !== undefined && { name }),
    ...(ownerId !== undefined && { ownerId }),
    ...(Array.isArray(scopes) && { scopes: scopes.map(cleanTextIn).filter((scope) => scope !== undefined) }),
    ...(createdAt !== undefined && { createdAt }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(lastUsedAt !== undefined && { lastUsedAt }),
  };
}

function cleanTextIn(value: unknown): string | undefined {
  const text = textIn(value);
  return text === undefined ? undefined : redactTokenText(text);
}

/** A time in UTC; a text that is no unmistakable time stays as Datadog wrote it. */
function timeIn(value: unknown): string | undefined {
  const text = cleanTextIn(value);
  const milliseconds = text !== undefined && isoTimeWithZone.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) ? text : new Date(milliseconds).toISOString();
}
