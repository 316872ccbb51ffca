import { DatadogError, type DatadogClient, type TokenPage } from "../datadog";

/** What reading the list of tokens said. */
export interface TokenList {
  /** Ids of the personal access tokens on it: each was alive when Datadog answered. */
  alive: ReadonlySet<string>;
  /** Whether no living token can have been missed: only then is a token's absence worth anything. */
  isComplete: boolean;
}

/** How the list is read. */
export interface TokenListOptions {
  /** The longest that each page may take, in seconds. @defaultValue the client's */
  deadlineSeconds?: number;
  /**
   * Whether absence has to mean something. The list is sorted by age and a revocation moves later tokens forward, so
   * the pages are then read one after another from the last to the first: who is moved is met twice, never missed.
   */
  isProof: boolean;
}

const pageSize = 100;

/**
 * Reads the whole list, 100 tokens a call, where that needs fewer calls than asking for `tokenCount` tokens one by one.
 *
 * @returns undefined where it needs more, or where the list does not say how long it is.
 * @throws DatadogError where a page could not be read.
 */
export async function readTokenList(
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
    alive: new Set(pages.flatMap(({ tokens }) => tokens.map(({ tokenId }) => tokenId))),
    isComplete: total !== undefined && listed >= total,
  };
}

/** The same, for whom the list is a help and not a need: whatever Datadog did not answer is undefined. */
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
