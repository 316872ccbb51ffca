import type { CallOptions, DatadogClient } from "../../../../provider/datadog";
import { readTokenList } from "../../../../provider/revocation/list-tokens";
import { waitUntilGone } from "../../../../provider/revocation/verify";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { idsOf } from "../../../support/lifecycle/batch-under-test";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { newClock } from "../../../support/lifecycle/provider-under-test";

const tokenIds = idsOf(2_000);
const tokens = tokenIds.map((tokenId) => ({ tokenId }));

/** A client whose questions about single tokens take 20 ms each, one after the other; from the given one on none is answered. */
function patient(datadog: InMemoryDatadog, clock: ReturnType<typeof newClock>, silentFrom = Infinity) {
  const asked: string[] = [];
  const find = (tokenId: string) => {
    asked.push(tokenId);
    clock.advance(20);
    return asked.length >= silentFrom
      ? Promise.reject(datadogErrors.gaveUp("look up"))
      : datadog.find(tokenId);
  };
  const list = (page: Parameters<DatadogClient["list"]>[0]) => datadog.list(page);
  return { client: { find, list } as DatadogClient, asked };
}

test("thousands of tokens that no list shows are all asked for, also when that takes more than 30 s", async () => {
  const clock = newClock();
  const { client } = patient(new InMemoryDatadog(), clock);
  const { gone } = await waitUntilGone(client, tokens, { clock, listedBefore: new Set() });
  expect(gone.size).toBe(2_000);
});

test("once a question is not answered, those that are left after 30 s are left to the next run", async () => {
  const clock = newClock();
  const { client, asked } = patient(new InMemoryDatadog(), clock, 1_000);
  const { gone, unanswered } = await waitUntilGone(client, tokens, { clock, listedBefore: new Set() });
  expect(asked).toHaveLength(1_500);
  expect(gone.size).toBe(999);
  expect(unanswered.size).toBe(1_001);
});

test("one of thousands that stays alive is waited for no longer than one alone", async () => {
  const clock = newClock();
  const [alive = ""] = tokenIds;
  const { client } = patient(new InMemoryDatadog([alive]), clock);
  const before = clock.now();
  const result = await waitUntilGone(client, tokens, { clock, listedBefore: new Set() });
  expect([...result.alive]).toEqual([alive]);
  expect((clock.now() - before) / 1000).toBeLessThan(40 + 31);
});

test("the pages of a list that were read tell of the living tokens on them, though others were not", async () => {
  const clock = newClock();
  const datadog = new InMemoryDatadog(tokenIds);
  const list = (page: Parameters<DatadogClient["list"]>[0], options?: CallOptions) =>
    page.pageNumber % 2 === 0 ? datadog.list(page, options) : Promise.reject(datadogErrors.gaveUp("look up"));
  const read = await readTokenList({ list } as DatadogClient, { clock, isProof: false });
  expect(read?.alive.size).toBe(1_000);
  expect(read?.isComplete).toBe(false);
});
