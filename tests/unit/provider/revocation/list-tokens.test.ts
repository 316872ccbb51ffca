import type { DatadogClient, TokenPage } from "../../../../provider/datadog";
import { readTokenList, tryTokenList } from "../../../../provider/revocation/list-tokens";
import { VirtualClock } from "../../../support/lifecycle/virtual-clock";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";

const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
const idsFrom = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => idOf(from + index));
const pageOf = (ids: string[], total?: number, isRevoked = false): TokenPage => ({
  tokens: ids.map((tokenId) => ({ tokenId, ...(isRevoked && { isRevoked }) })),
  ids,
  ...(total !== undefined && { total }),
});

type Pages = (pageNumber: number, reading: number) => TokenPage | Error;

/** A client of which only the list answers, always so, and the pages that it was asked for. */
function clientOf(pages: Pages): { list: DatadogClient; asked: number[] } {
  const asked: number[] = [];
  const list: DatadogClient["list"] = ({ pageNumber }) => {
    asked.push(pageNumber);
    const page = pages(pageNumber, 0);
    return page instanceof Error ? Promise.reject(page) : Promise.resolve(page);
  };
  return { list: { list } as DatadogClient, asked };
}

/** Reads the list of a client that answers so; a reading ends with page 0, the first question is one of its own. */
async function readWith(
  pages: Pages,
  { isProof = true, tokenCount = 500, secondsAPage = 0, deadlineSeconds = 0 } = {},
) {
  const clock = new VirtualClock();
  const asked: number[] = [];
  let reading = 0;
  const list: DatadogClient["list"] = ({ pageNumber }) => {
    asked.push(pageNumber);
    clock.advance(secondsAPage * 1000);
    const page = pages(pageNumber, reading);
    reading += pageNumber === 0 ? 1 : 0;
    return page instanceof Error ? Promise.reject(page) : Promise.resolve(page);
  };
  const result = await tryTokenList({ list } as DatadogClient, tokenCount, {
    clock,
    isProof,
    ...(deadlineSeconds > 0 && { deadlineSeconds }),
  });
  return { result, asked, clock };
}

const whole: Pages = (page) => pageOf(idsFrom(page * 100, Math.min((page + 1) * 100, 200)), 200);

test("a list of 200 distinct tokens of which every page tells the same total is complete", async () => {
  const { result, asked } = await readWith(whole);
  expect(result?.isComplete).toBe(true);
  expect(result?.alive.size).toBe(200);
  expect(asked).toEqual([0, 1, 0]);
});

const incomplete: { list: string; pages: Pages }[] = [
  {
    list: "that tells 150 distinct tokens of 200, 50 of them twice",
    pages: (page) => pageOf(page === 0 ? idsFrom(0, 100) : idsFrom(50, 150), 200),
  },
  {
    list: "that tells fewer than its total",
    pages: (page) => pageOf(page === 0 ? idsFrom(0, 100) : idsFrom(100, 150), 200),
  },
  {
    list: "that tells more than its total",
    pages: (page) => pageOf(idsFrom(page * 100, (page + 1) * 100 + 1), 200),
  },
  {
    list: "whose pages tell different totals",
    pages: (page) => pageOf(idsFrom(page * 100, (page + 1) * 100), page === 0 ? 200 : 201),
  },
  {
    list: "of which one page tells no total",
    pages: (page) => pageOf(idsFrom(page * 100, (page + 1) * 100), page === 0 ? 200 : undefined),
  },
];

test.each(incomplete)(
  "a list $list is not complete, however often it is read: three times",
  async ({ pages }) => {
    const { result, asked } = await readWith(pages);
    expect(result?.isComplete).toBe(false);
    expect(asked).toEqual([0, 1, 0, 1, 0, 1, 0]);
  },
);

test("a list of one page is complete by the same rule", async () => {
  const one = (ids: string[], total: number) => readWith(() => pageOf(ids, total));
  expect((await one(idsFrom(0, 3), 3)).result?.isComplete).toBe(true);
  expect((await one([idOf(0), idOf(0), idOf(1)], 3)).result?.isComplete).toBe(false);
  expect((await one(idsFrom(0, 2), 3)).result?.isComplete).toBe(false);
  expect((await one([], 0)).result?.isComplete).toBe(true);
});

test("a list that shifts while it is read is read again until it stands still", async () => {
  const { result, asked } = await readWith((page, reading) =>
    reading <= 1 && page === 0 ? pageOf(idsFrom(1, 101), 199) : whole(page, reading),
  );
  expect(asked).toEqual([0, 1, 0, 1, 0]);
  expect(result?.isComplete).toBe(true);
});

test("a list that helps and proves nothing is read once, all pages at once", async () => {
  const { result, asked } = await readWith((page) => pageOf(idsFrom(0, 100), page === 0 ? 300 : 299), {
    isProof: false,
  });
  expect(result?.isComplete).toBe(false);
  expect(asked).toEqual([0, 2, 1]);
});

test("a token that the list calls revoked is none of the living, and counts to the total", async () => {
  const { result } = await readWith(() => pageOf(idsFrom(0, 3), 3, true));
  expect(result).toEqual({ alive: new Map(), isComplete: true });
});

test("a list that tells of pages that are empty is not read to its end, however many they would be", async () => {
  const lying: Pages = (page) => pageOf(page === 0 ? idsFrom(0, 100) : [], 1_000_000_000_000);
  const { list, asked } = clientOf(lying);
  const read = await readTokenList(list, { clock: new VirtualClock(), isProof: true });
  expect(read?.isComplete).toBe(false);
  expect(asked.length).toBeLessThan(5);
});

test("a list of which the last page has become empty while it was read is whole", async () => {
  const { result } = await readWith((page, reading) =>
    reading === 0 ? pageOf(idsFrom(0, 100), 101) : pageOf(page === 0 ? idsFrom(0, 100) : [], 100),
  );
  expect(result?.isComplete).toBe(true);
});

test("a list is not read again when its time is over", async () => {
  const { result, asked } = await readWith(incomplete[0]?.pages ?? whole, {
    secondsAPage: 5,
    deadlineSeconds: 20,
  });
  expect(result?.isComplete).toBe(false);
  expect(asked).toEqual([0, 1, 0, 1, 0]);
});

test.each([
  { list: "that can't be read", pages: () => datadogErrors.denied("look up") },
  { list: "that does not say how long it is", pages: () => pageOf(idsFrom(0, 100)) },
  { list: "that takes as many calls as the tokens", pages: () => pageOf(idsFrom(0, 100), 50_000) },
])("a list $list is no help", async ({ pages }) => {
  const { result, asked } = await readWith(pages);
  expect(result).toBeUndefined();
  expect(asked).toEqual([0]);
});

test("for one token no list is read", async () => {
  expect((await readWith(whole, { tokenCount: 1 })).asked).toEqual([]);
});
