import { omitUndefined } from "../token/omit-undefined";
import { redactTokenText } from "../token/redact";
import { objectIn, parseJson, textIn, type JsonObject } from "./json-api";

/** A token of either kind as Datadog describes it; what it left out, or gave in another shape, is absent. Times are ISO 8601 UTC. */
export interface AccessToken {
  tokenId: string;
  /** Present if it is a service account's; it is a person's otherwise. */
  kind?: "service";
  name?: string;
  /** The UUID of the user who owns it, or of the service account. */
  ownerId?: string;
  scopes?: readonly string[];
  createdAt?: string;
  expiresAt?: string;
  lastUsedAt?: string;
  /**
   * Present if Datadog tells of the token, but as one that no longer works: neither alive nor unknown to it. A DELETE does
   * no harm, and its answer counts more.
   */
  isRevoked?: true;
}

/** A page of the list of access tokens. */
export interface TokenPage {
  /**
   * The tokens on the page, people's and service accounts': each that is not `isRevoked` was alive when Datadog responded, or had been
   * revoked seconds before.
   */
  tokens: readonly AccessToken[];
  /** The ids of everything on the page, also of what is neither: the last page has fewer than were asked for. */
  ids: readonly string[];
  /** Everything on all pages (`meta.page.total_filtered_count`), if Datadog told it. */
  total?: number;
}

/** The page of the list to ask for. */
export interface PageRequest {
  /** Counted from 0. */
  pageNumber: number;
  /** At most 100. @defaultValue 100 */
  pageSize?: number;
}

/** The largest page that Datadog gives (source: the API reference page "Get all personal access tokens"). */
const largestPageSize = 100;

/** The types of both kinds. The owner's type does not tell them apart: recordings show `users` also where `service_account` is specified. */
const personalType = "personal_access_tokens";
const serviceType = "service_access_tokens";

/**
 * The attributes that would say of a token that it no longer works. Datadog documents none of them for access tokens, but
 * its list of API keys shows revoked ones for days, and other vendors' APIs have begun to answer so: a 200 alone is no life.
 */
const signsOfRevocation: readonly [attribute: string, saysSo: (value: unknown) => boolean][] = [
  ["revoked_at", (value) => textIn(value) !== undefined],
  ["revoked", (value) => value === true],
  ["disabled", (value) => value === true],
  ["status", (value) => /^(?:revoked|disabled|deleted|expired)$/i.test(textIn(value) ?? "")],
];

const isoTimeWithZone = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * The token that a JSON:API body describes (`data` with `attributes` and `relationships.owned_by`), or undefined if it
 * describes none. Should somebody have put a token's text into one of the fields, its secret part is left out.
 */
export function accessTokenIn(body: string): AccessToken | undefined {
  return accessTokenFrom(objectIn(objectIn(parseJson(body))["data"]));
}

/**
 * The query that asks for a page of the list by age, the oldest first: new tokens come at the end and move nothing.
 *
 * @throws RangeError for a page number or size that can't be
 */
export function pageQuery({ pageNumber, pageSize = largestPageSize }: PageRequest): string {
  if (!(Number.isSafeInteger(pageNumber) && pageNumber >= 0)) {
    throw new RangeError("A page's number must be a whole number from 0; nothing was sent.");
  }
  if (!(Number.isSafeInteger(pageSize) && pageSize >= 1 && pageSize <= largestPageSize)) {
    throw new RangeError(
      `A page's size must be a whole number from 1 to ${largestPageSize}; nothing was sent.`,
    );
  }
  return `?page[size]=${pageSize}&page[number]=${pageNumber}&sort=created_at`;
}

/** The page that a JSON:API body holds, or undefined if it holds none, or an entry without an id. */
export function tokenPageIn(body: string): TokenPage | undefined {
  const document = objectIn(parseJson(body));
  const { data } = document;
  if (!Array.isArray(data)) {
    return undefined;
  }
  const entries = data.map(objectIn);
  if (!entries.every(({ id, type }) => textIn(id) !== undefined && textIn(type) !== undefined)) {
    return undefined;
  }
  const clean = onceEach(redactTokenText);
  const tokens = entries
    .filter(({ type }) => type === personalType || type === serviceType)
    .map((entry) => accessTokenFrom(entry, clean))
    .filter((token) => token !== undefined);
  const total = objectIn(objectIn(document["meta"])["page"])["total_filtered_count"];
  return omitUndefined({
    tokens,
    ids: entries.map(({ id }) => String(id).toLowerCase()),
    total: isCount(total) ? total : undefined,
  });
}

/** The token that a JSON:API resource object describes, or undefined if it describes none. */
function accessTokenFrom(data: JsonObject, clean: Clean = redactTokenText): AccessToken | undefined {
  const tokenId = textIn(data["id"])?.toLowerCase();
  if (tokenId === undefined) {
    return undefined;
  }
  const attributes = objectIn(data["attributes"]);
  const owner = objectIn(objectIn(objectIn(data["relationships"])["owned_by"])["data"]);
  return omitUndefined({
    tokenId,
    kind: data["type"] === serviceType ? ("service" as const) : undefined,
    name: cleanTextIn(attributes["name"], clean),
    ownerId: cleanTextIn(owner["id"], clean),
    scopes: cleanTextsIn(attributes["scopes"], clean),
    createdAt: timeIn(attributes["created_at"], clean),
    expiresAt: timeIn(attributes["expires_at"], clean),
    lastUsedAt: timeIn(attributes["last_used_at"], clean),
    isRevoked: signsOfRevocation.some(([attribute, saysSo]) => saysSo(attributes[attribute])) || undefined,
  });
}

/** Takes the secret part of a token out of a text. */
type Clean = (text: string) => string;

/** The same, for texts that repeat: owners and scopes are the same for many tokens of a page, and then one text in memory. */
function onceEach(clean: Clean): Clean {
  const cleaned = new Map<string, string>();
  return (text) => {
    const known = cleaned.get(text) ?? clean(text);
    cleaned.set(text, known);
    return known;
  };
}

function cleanTextIn(value: unknown, clean: Clean): string | undefined {
  const text = textIn(value);
  return text === undefined ? undefined : clean(text);
}

function cleanTextsIn(value: unknown, clean: Clean): string[] | undefined {
  return Array.isArray(value)
    ? value.map((each) => cleanTextIn(each, clean)).filter((text) => text !== undefined)
    : undefined;
}

/** A time in UTC; a text that is no unmistakable time stays as Datadog wrote it, unless a token's secret part is in it. */
function timeIn(value: unknown, clean: Clean): string | undefined {
  const text = textIn(value);
  const milliseconds = text !== undefined && isoTimeWithZone.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) ? cleanTextIn(text, clean) : new Date(milliseconds).toISOString();
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
