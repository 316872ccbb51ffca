import { omitUndefined } from "../token/omit-undefined";
import { redactTokenText } from "../token/redact";
import { cleanTextIn, cleanTextsIn, onceEach, timeIn, type Clean } from "./clean-texts";
import { objectIn, parseJson, textIn, type JsonObject } from "./json-api";

/** The place and time at which Datadog's own leak detection found a token, as far as it tells them. */
export interface TokenLeak {
  date?: string;
  source?: string;
}

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
  /** The leak that Datadog itself has detected; "none": it knows of none; absent: it was not asked, or did not say. */
  leak?: TokenLeak | "none";
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
  /** The leaks that Datadog has detected: told of every token, or only of those that have leaked, or that have not. */
  leaks?: "told" | "leaked" | "notLeaked";
}

/** The largest page that Datadog gives (source: the API reference page "Get all personal access tokens"). */
const largestPageSize = 100;

/** The types of both kinds. The owner's type does not tell them apart: recordings show `users` also where `service_account` is specified. */
const personalType = "personal_access_tokens";
const serviceType = "service_access_tokens";
const leakType = "leaked_keys";

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
export function pageQuery({ pageNumber, pageSize = largestPageSize, leaks }: PageRequest): string {
  if (!(Number.isSafeInteger(pageNumber) && pageNumber >= 0)) {
    throw new RangeError("A page's number must be a whole number from 0; nothing was sent.");
  }
  if (!(Number.isSafeInteger(pageSize) && pageSize >= 1 && pageSize <= largestPageSize)) {
    throw new RangeError(
      `A page's size must be a whole number from 1 to ${largestPageSize}; nothing was sent.`,
    );
  }
  return `?page[size]=${pageSize}&page[number]=${pageNumber}&sort=created_at${leakQuery(leaks)}`;
}

function leakQuery(leaks: PageRequest["leaks"]): string {
  if (leaks === undefined) {
    return "";
  }
  const filter = leaks === "told" ? "" : `&filter[leaked]=${leaks === "leaked"}`;
  return `${filter}&include=leak_information`;
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
    .map((entry) => withLeak(accessTokenFrom(entry, clean), entry, document["included"], clean))
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

/** Adds what the document tells of the token's leak. */
function withLeak(
  token: AccessToken | undefined,
  entry: JsonObject,
  included: unknown,
  clean: Clean,
): AccessToken | undefined {
  const relationship = objectIn(objectIn(entry["relationships"])["leak_information"]);
  if (token === undefined || relationship["data"] === undefined) {
    return token;
  }
  if (relationship["data"] === null) {
    return { ...token, leak: "none" };
  }
  const { id } = objectIn(relationship["data"]);
  const told = (Array.isArray(included) ? included.map(objectIn) : []).find(
    (each) => each["type"] === leakType && each["id"] === id,
  );
  const { date, leak_source: source } = objectIn(told?.["attributes"]);
  return { ...token, leak: omitUndefined({ date: timeIn(date, clean), source: cleanTextIn(source, clean) }) };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
