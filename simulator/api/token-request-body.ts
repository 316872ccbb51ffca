import { isTexts, isTime } from "../tokens/new-token";

/** The body of a creation, read. */
export interface CreateRequest {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string;
}

/** The body of an update, read: what is left out stays. */
export interface UpdateRequest {
  readonly name?: string;
  readonly scopes?: readonly string[];
}

const dayMs = 24 * 60 * 60 * 1000;

/** Reads the body of a creation; a text is what is wrong with it. The official client's model says what is required. */
export function readCreateRequest(body: string, nowMs: number): CreateRequest | string {
  const data = readData(body);
  if (typeof data === "string") {
    return data;
  }
  const { name, scopes, expires_at: expiresAt } = data.attributes;
  if (typeof name !== "string" || name === "") {
    return "data.attributes.name must be a non-empty string";
  }
  if (!isTexts(scopes)) {
    return "data.attributes.scopes must be an array of strings";
  }
  if (!isTime(expiresAt)) {
    return "data.attributes.expires_at must be an ISO 8601 time";
  }
  if (Date.parse(expiresAt) < nowMs + dayMs) {
    return "data.attributes.expires_at must be at least 24 hours in the future";
  }
  return { name, scopes, expiresAt };
}

/** Reads the body of an update of this token; a text is what is wrong with it. */
export function readUpdateRequest(body: string, tokenId: string): UpdateRequest | string {
  const data = readData(body);
  if (typeof data === "string") {
    return data;
  }
  if (typeof data.id !== "string" || data.id.toLowerCase() !== tokenId) {
    return "data.id must be the id in the path";
  }
  const { name, scopes } = data.attributes;
  if (name !== undefined && (typeof name !== "string" || name === "")) {
    return "data.attributes.name must be a non-empty string";
  }
  if (scopes !== undefined && !isTexts(scopes)) {
    return "data.attributes.scopes must be an array of strings";
  }
  return { ...(name === undefined ? {} : { name }), ...(scopes === undefined ? {} : { scopes }) };
}

interface RequestData {
  readonly id: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
}

function readData(body: string): RequestData | string {
  const data = asObject(asObject(parse(body))?.["data"]);
  if (data === undefined) {
    return "the body must be a JSON:API document";
  }
  if (data["type"] !== "personal_access_tokens") {
    return 'data.type must be "personal_access_tokens"';
  }
  return { id: data["id"], attributes: asObject(data["attributes"]) ?? {} };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON is no document, as is JSON of another shape.
    return undefined;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
