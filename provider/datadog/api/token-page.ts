import { personalAccessTokenFrom, type PersonalAccessToken } from "./access-token";
import { objectIn, parseJson, textIn } from "./json-api";

/** A page of the list of access tokens. */
export interface TokenPage {
  /** The personal access tokens on the page: each was alive when Datadog answered, or had been revoked seconds before. */
  tokens: readonly PersonalAccessToken[];
  /** Everything on the page, the service access tokens included: fewer than were asked for means that it is the last. */
  listedCount: number;
  /** Everything on all pages (`meta.page.total_filtered_count`), where Datadog said so. */
  total?: number;
}

/** Which page is asked for. */
export interface PageRequest {
  /** Counted from 0. */
  pageNumber: number;
  /** At most 100. @defaultValue 100 */
  pageSize?: number;
}

/** The largest page that Datadog gives (source: the API reference page "Get all personal access tokens"). */
export const largestPageSize = 100;

const personalType = "personal_access_tokens";

/**
 * The query that asks for a page of the list by age, the oldest first: new tokens come at the end and move nothing.
 *
 * @throws RangeError where the page's number or size is none
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

/** The page that a JSON:API body holds, or undefined where it holds none, or an entry without an id. */
export function tokenPageIn(body: string): TokenPage | undefined {
  const document = objectIn(parseJson(body));
  const { data } = document;
  if (!Array.isArray(data)) {
    return undefined;
  }
  const entries = data.map(objectIn);
  const tokens = entries
    .filter(({ type }) => type === personalType)
    .map(personalAccessTokenFrom)
    .filter((token) => token !== undefined);
  const isWhole = entries.every(({ id, type }) => textIn(id) !== undefined && textIn(type) !== undefined);
  const total = objectIn(objectIn(document["meta"])["page"])["total_filtered_count"];
  return isWhole
    ? {
        tokens,
        listedCount: entries.length,
        ...(typeof total === "number" && Number.isSafeInteger(total) && total >= 0 && { total }),
      }
    : undefined;
}
