import type { ListDistortion } from "../faults/faults";
import type { SimulatedToken } from "../tokens/tokens";

/** A list request, read. */
export interface ListQuery {
  readonly pageSize: number;
  /** Counted from 0. */
  readonly pageNumber: number;
  readonly sort: SortKey;
  readonly descending: boolean;
  /** Lower case; part of the name or of the public portion. */
  readonly filter: string;
  /** True: only tokens whose leak Datadog has detected; false: only the others; absent: all. */
  readonly leaked?: boolean;
  /** True: each token's leak is told. */
  readonly includesLeaks: boolean;
  /** Ids of owners, in lower case; empty: any. */
  readonly ownedBy: readonly string[];
}

type SortKey = keyof typeof sortValues;

const defaultPageSize = 10;
const maxPageSize = 100;

/** Sort keys of the official client's `PersonalAccessTokensSort`; names sort without regard to case, as in a recorded list. */
const sortValues = {
  name: (token: SimulatedToken) => token.name.toLowerCase(),
  created_at: (token: SimulatedToken) => token.createdAt,
  expires_at: (token: SimulatedToken) => token.expiresAt,
  last_used_at: (token: SimulatedToken) => token.lastUsedAt,
  leaked: (token: SimulatedToken) => token.leak?.date ?? null,
};

/** Reads a list request's query; a text is what is wrong with it. */
export function readListQuery(query: URLSearchParams): ListQuery | string {
  const pageSize = wholeNumber(query.get("page[size]") ?? String(defaultPageSize));
  if (pageSize === undefined || pageSize < 1 || pageSize > maxPageSize) {
    return `page[size] must be a whole number from 1 to ${maxPageSize}`;
  }
  const pageNumber = wholeNumber(query.get("page[number]") ?? "0");
  if (pageNumber === undefined) {
    return "page[number] must be a whole number from 0";
  }
  const sortText = query.get("sort") ?? "name";
  const sort = sortText.replace(/^-/, "");
  if (!isSortKey(sort)) {
    return `sort must be one of ${Object.keys(sortValues).join(", ")}, with - for descending`;
  }
  const leaked = query.get("filter[leaked]");
  if (leaked !== null && leaked !== "true" && leaked !== "false") {
    return "filter[leaked] must be true or false";
  }
  const included = readInclude(query);
  if (typeof included === "string") {
    return included;
  }
  return {
    ...(leaked !== null && { leaked: leaked === "true" }),
    ...included,
    pageSize,
    pageNumber,
    sort,
    descending: sortText.startsWith("-"),
    filter: (query.get("filter") ?? "").toLowerCase(),
    ownedBy: query.getAll("filter[owned_by]").map((id) => id.toLowerCase()),
  };
}

/** Reads which related objects are asked for; a text is what is wrong with it. */
export function readInclude(query: URLSearchParams): { readonly includesLeaks: boolean } | string {
  const asked = query.getAll("include").flatMap((paths) => paths.split(","));
  return asked.every((path) => path === "leak_information")
    ? { includesLeaks: asked.length > 0 }
    : "include must be leak_information";
}

/** A page, and how many tokens all pages together have. */
interface ListedPage {
  readonly page: readonly SimulatedToken[];
  readonly totalFilteredCount: number;
}

/** The page that was asked for. */
export function listTokens(
  tokens: readonly SimulatedToken[],
  query: ListQuery,
  distortion?: ListDistortion,
): ListedPage {
  return pageOf(foundTokens(tokens, query), query, distortion);
}

/** The tokens on all pages that a query asks for, in the order that it asks for. */
export function foundTokens(
  tokens: readonly SimulatedToken[],
  query: Omit<ListQuery, "pageNumber" | "pageSize">,
): readonly SimulatedToken[] {
  const value = sortValues[query.sort];
  return tokens
    .filter((token) => isAskedFor(token, query))
    .map((token) => ({ token, value: value(token) }))
    .sort((a, b) => (query.descending ? compare(b.value, a.value) : compare(a.value, b.value)))
    .map(({ token }) => token);
}

/** A page of what was found. */
export function pageOf(
  found: readonly SimulatedToken[],
  { pageNumber, pageSize }: ListQuery,
  { shift = 0, totalDrift = 0, duplicates = 0 }: ListDistortion = {},
): ListedPage {
  const start = Math.max(0, pageNumber * (pageSize + shift));
  return {
    page: withDuplicates(found.slice(start, start + pageSize), duplicates),
    totalFilteredCount: found.length + pageNumber * totalDrift,
  };
}

/** A page of the same length whose last entries are its first once more. */
function withDuplicates(page: readonly SimulatedToken[], duplicates: number): readonly SimulatedToken[] {
  const kept = Math.max(1, page.length - duplicates);
  return page.map((token, index) => (index < kept ? token : (page[0] ?? token)));
}

function isAskedFor(
  token: SimulatedToken,
  { filter, leaked, ownedBy }: Pick<ListQuery, "filter" | "leaked" | "ownedBy">,
): boolean {
  return (
    (leaked === undefined || leaked === (token.leak !== undefined)) &&
    (ownedBy.length === 0 || ownedBy.includes(token.ownerId)) &&
    (filter === "" ||
      token.name.toLowerCase().includes(filter) ||
      token.publicPortion.toLowerCase().includes(filter))
  );
}

/** `null` ("never") comes after every time. */
function compare(a: string | null, b: string | null): number {
  if (a === b) {
    return 0;
  }
  if (a === null) {
    return 1;
  }
  return b === null || a < b ? -1 : 1;
}

function wholeNumber(text: string): number | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(value) ? value : undefined;
}

function isSortKey(text: string): text is SortKey {
  return Object.hasOwn(sortValues, text);
}
