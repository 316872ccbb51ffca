import {
  DatadogError,
  type CallOptions,
  type Clock,
  type DatadogClient,
  type AccessToken,
  type PageRequest,
  type TokenPage,
} from "../datadog";

/** The list of tokens as it was read. */
export interface TokenList {
  /** The tokens of both kinds on it, by id: each was alive when Datadog answered. */
  alive: ReadonlyMap<string, AccessToken>;
  /** `true` if no living token can have been missed: only then is a token's absence worth anything. */
  isComplete: boolean;
}

/** The way the list is read. */
export interface TokenListOptions {
  clock: Clock;
  /** The most pages to read; of a longer list only the first is. @defaultValue any number */
  mostPages?: number;
  /** The longest that all pages together may take, in seconds. @defaultValue the client's, for each page */
  deadlineSeconds?: number;
  /**
   * `true` if absence has to mean something. The list is sorted by age and a revocation moves later tokens forward, so
   * the pages are then read one after another from the last to the first: who is moved is met twice, never missed.
   */
  isProof: boolean;
  /**
   * The pages that earlier readings have brought before their time was over, by number: none is asked for twice. Pages of
   * this reading are added, unless it reads the whole list. Only for an observation.
   */
  known?: Map<number, TokenPage>;
  /** `false` for an observation: each page is asked for once, and waits for no rate limit. @defaultValue true */
  mayWait?: boolean;
  /** The tokens' leaks: see `PageRequest`. */
  leaks?: PageRequest["leaks"];
}

const pageSize = 100;
/** The times that a list is read for a proof, if it changes while it is read. */
const mostReadings = 3;

/**
 * Reads the whole list, 100 tokens a call.
 *
 * @returns undefined if it is longer than it may be, or does not say how long it is.
 * @throws DatadogError if the first page could not be read, or one of a list that has to mean something.
 */
export async function readTokenList(
  client: DatadogClient,
  {
    clock,
    mostPages = Number.POSITIVE_INFINITY,
    deadlineSeconds = Number.POSITIVE_INFINITY,
    isProof,
    mayWait = true,
    known,
    leaks,
  }: TokenListOptions,
): Promise<TokenList | undefined> {
  const deadline = clock.now() + deadlineSeconds * 1000;
  const effort = mayWait ? {} : { retry: false };
  const ask = (pageNumber: number) =>
    client.list(
      { pageNumber, pageSize, ...(leaks && { leaks }) },
      { ...limitsUntil(deadline, clock), ...effort },
    );
  const read = known === undefined ? ask : keptIn(known, ask);
  const first = await read(0);
  if (first.total === undefined) {
    return undefined;
  }
  const pageCount = Math.ceil(first.total / pageSize);
  if (pageCount > mostPages) {
    return undefined;
  }
  if (pageCount <= 1) {
    known?.clear();
    return tokenListOf([first]);
  }
  if (isProof) {
    let list = tokenListOf(await readInOrder(pageCount, read));
    for (
      let reading = 1;
      reading < mostReadings && !list.isComplete && clock.now() < deadline;
      reading += 1
    ) {
      list = tokenListOf(await readInOrder(pageCount, read));
    }
    return list;
  }
  const pages = await readWhatCanBe(
    Array.from({ length: pageCount - 1 }, (_, index) => pageCount - 1 - index),
    read,
  );
  if (pages.length === pageCount - 1) {
    known?.clear();
  }
  return tokenListOf([...pages, first]);
}

/** The same question, whose answers are kept. */
function keptIn(known: Map<number, TokenPage>, ask: (pageNumber: number) => Promise<TokenPage>): typeof ask {
  return async (pageNumber) => {
    const page = known.get(pageNumber) ?? (await ask(pageNumber));
    known.set(pageNumber, page);
    return page;
  };
}

/** Reads pages at once. Of a list that can't be read to its end in time, each that was read tells of the living tokens on it. */
async function readWhatCanBe(
  numbers: readonly number[],
  read: (pageNumber: number) => Promise<TokenPage>,
): Promise<TokenPage[]> {
  const pages = await Promise.allSettled(numbers.map(read));
  return pages.flatMap((page) => {
    if (page.status === "rejected" && !(page.reason instanceof DatadogError)) {
      throw page.reason;
    }
    return page.status === "fulfilled" ? [page.value] : [];
  });
}

/** Reads pages from the last to the first, up to one that is empty though the total says otherwise: such a list is never whole. */
async function readInOrder(
  pageCount: number,
  read: (pageNumber: number) => Promise<TokenPage>,
): Promise<TokenPage[]> {
  const pages: TokenPage[] = [];
  for (let number = pageCount - 1; number >= 0; number -= 1) {
    const page = await read(number);
    pages.push(page);
    if (page.ids.length === 0 && (page.total ?? 0) > number * pageSize) {
      break;
    }
  }
  return pages;
}

function limitsUntil(deadline: number, clock: Clock): CallOptions {
  return Number.isFinite(deadline)
    ? { deadlineSeconds: Math.max((deadline - clock.now()) / 1000, 0.001) }
    : {};
}

/**
 * Puts pages together. The list is complete only if every page told the same total and just as many different tokens
 * stand on them: a list that changed while it was read, or that tells entries twice, may have left one out.
 */
function tokenListOf(pages: readonly TokenPage[]): TokenList {
  const ids = new Set(pages.flatMap((page) => page.ids));
  const totals = new Set(pages.map(({ total }) => total));
  return {
    alive: new Map(
      pages.flatMap(({ tokens }) =>
        tokens.filter(({ isRevoked }) => !isRevoked).map((token) => [token.tokenId, token]),
      ),
    ),
    isComplete: totals.size === 1 && totals.has(ids.size),
  };
}

/**
 * Reads the list for those to whom it is a help and not a need, if that takes fewer calls than asking for `tokenCount` tokens
 * one by one.
 *
 * @returns undefined if it takes more, or if Datadog did not answer.
 */
export async function tryTokenList(
  client: DatadogClient,
  tokenCount: number,
  options: TokenListOptions,
): Promise<TokenList | undefined> {
  if (tokenCount < 2) {
    return undefined;
  }
  try {
    return await readTokenList(client, { ...options, mostPages: tokenCount - 1 });
  } catch (error) {
    if (error instanceof DatadogError) {
      return undefined;
    }
    throw error;
  }
}
