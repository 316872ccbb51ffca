import { DatadogError, type DatadogClient, type PersonalAccessToken, type TokenPage } from "../datadog";

/** The list of tokens as it was read. */
export interface TokenList {
  /** The personal access tokens on it, by id: each was alive when Datadog answered. */
  alive: ReadonlyMap<string, PersonalAccessToken>;
  /** `true` if no living token can have been missed: only then is a token's absence worth anything. */
  isComplete: boolean;
}

/** The way the list is read. */
export interface TokenListOptions {
  /** The longest that each page may take, in seconds. @defaultValue the client's */
  deadlineSeconds?: number;
  /**
   * `true` if absence has to mean something. The list is sorted by age and a revocation moves later tokens forward, so
   * the pages are then read one after another from the last to the first: who is moved is met twice, never missed.
   */
  isProof: boolean;
}

const pageSize = 100;

/**
 * Reads the whole list, 100 tokens a call, if that needs fewer calls than asking for `tokenCount` tokens one by one.
 *
 * @returns undefined if it needs more, or if the list does not say how long it is.
 * @throws DatadogError if a page could not be read.
 */
async function readTokenList(
  client: DatadogClient,
  tokenCount: number,
  { deadlineSeconds, isProof }: TokenListOptions,
): Promise<TokenList | undefined> {
  if (tokenCount < 2) {
    return undefined;
  }
  const limits = deadlineSeconds === undefined ? {} : { deadlineSeconds };
  const read = (pageNumber: number) => client.list({ pageNumber, pageSize }, limits);
  const first = await read(0);
  if (first.total === undefined) {
    return undefined;
  }
  const pageCount = Math.ceil(first.total / pageSize);
  if (pageCount >= tokenCount) {
    return undefined;
  }
  const numbers = Array.from({ length: pageCount }, (_, index) => pageCount - 1 - index);
  if (pageCount <= 1) {
    return tokenListOf([first]);
  }
  if (isProof) {
    return tokenListOf(await readInOrder(numbers, read));
  }
  return tokenListOf([...(await Promise.all(numbers.filter((each) => each > 0).map(read))), first]);
}

async function readInOrder(
  numbers: readonly number[],
  read: (pageNumber: number) => Promise<TokenPage>,
): Promise<TokenPage[]> {
  const pages: TokenPage[] = [];
  for (const number of numbers) {
    pages.push(await read(number));
  }
  return pages;
}

/** @param pages - the last one is the first of the list, whose total is the newest. */
function tokenListOf(pages: readonly TokenPage[]): TokenList {
  const listed = pages.reduce((sum, { listedCount }) => sum + listedCount, 0);
  const total = pages.at(-1)?.total;
  return {
    alive: new Map(pages.flatMap(({ tokens }) => tokens.map((token) => [token.tokenId, token]))),
    isComplete: total !== undefined && listed >= total,
  };
}

/** Reads the list for those to whom it is a help and not a need: undefined if Datadog did not answer. */
export async function tryTokenList(
  ...args: Parameters<typeof readTokenList>
): Promise<TokenList | undefined> {
  try {
    return await readTokenList(...args);
  } catch (error) {
    if (error instanceof DatadogError) {
      return undefined;
    }
    throw error;
  }
}
