import type { CallOptions, DatadogClient } from "../../../../provider/datadog";
import { waitUntilGone } from "../../../../provider/revocation/verify";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { newClock } from "../../../support/lifecycle/provider-under-test";

const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
const idsOf = (count: number) => Array.from({ length: count }, (_, index) => idOf(index));

/** Time that each call takes before it is answered; one that has less left is given up when that is over. */
function slow(datadog: DatadogClient, clock: ReturnType<typeof newClock>, secondsACall: number) {
  const deadlines: number[] = [];
  const answer = async <Value>(
    run: () => Promise<Value>,
    { deadlineSeconds = Infinity }: CallOptions = {},
  ) => {
    deadlines.push(deadlineSeconds);
    clock.advance(Math.min(secondsACall, deadlineSeconds) * 1000);
    if (deadlineSeconds < secondsACall) {
      throw datadogErrors.gaveUp("look up");
    }
    return run();
  };
  const client: Pick<DatadogClient, "find" | "list"> = {
    find: (tokenId, options) => answer(() => datadog.find(tokenId, options), options),
    list: (page, options) => answer(() => datadog.list(page, options), options),
  };
  return { client: client as DatadogClient, deadlines };
}

const addressed = (tokenIds: readonly string[]) => tokenIds.map((tokenId) => ({ tokenId }));

test("the 30 s of a verification hold over all pages and questions together", async () => {
  const tokenIds = idsOf(300);
  const datadog = new InMemoryDatadog(tokenIds);
  const clock = newClock();
  const { client, deadlines } = slow(datadog, clock, 8);
  const before = clock.now();
  const { alive, gone, unanswered } = await waitUntilGone(client, addressed(tokenIds), {
    clock,
    listedBefore: new Set(tokenIds),
  });
  expect((clock.now() - before) / 1000).toBeLessThanOrEqual(30);
  expect(deadlines.every((seconds) => seconds <= 30)).toBe(true);
  expect(gone.size).toBe(0);
  expect(alive.size + unanswered.size).toBe(300);
});

test("a list that takes all the time leaves none for single questions: the tokens are not told of, and no proof is made up", async () => {
  const tokenIds = idsOf(5);
  const clock = newClock();
  const datadog = new InMemoryDatadog(idsOf(50).slice(10));
  const { client } = slow(datadog, clock, 30);
  const result = await waitUntilGone(client, addressed(tokenIds), { clock, listedBefore: new Set() });
  expect([...result.unanswered]).toEqual(tokenIds);
  expect(result.gone.size + result.alive.size + result.refused.size).toBe(0);
  expect(datadog.askedFor("find")).toEqual([]);
  expect(clock.sleepsMs).toEqual([]);
});

test("single questions have the time that the list has left", async () => {
  const clock = newClock();
  const { client, deadlines } = slow(new InMemoryDatadog(), clock, 4);
  await waitUntilGone(client, addressed(idsOf(2)), { clock, listedBefore: new Set() });
  expect(deadlines).toEqual([30, 26, 22].slice(0, deadlines.length));
});

test("absence from an incomplete list proves nothing: each token is asked for on its own", async () => {
  const tokenIds = idsOf(5);
  const datadog = new InMemoryDatadog();
  const list: DatadogClient["list"] = async (page) => ({ ...(await datadog.list(page)), total: 1 });
  const client = { find: datadog.find.bind(datadog), list } as DatadogClient;
  const { gone } = await waitUntilGone(client, addressed(tokenIds), {
    clock: newClock(),
    listedBefore: new Set(tokenIds),
  });
  expect([...gone.keys()]).toEqual(tokenIds);
  expect(datadog.askedFor("find")).toEqual(tokenIds);
});

test("a timer that ends a millisecond early leaves no question that has no time for its answer", async () => {
  const tokenIds = idsOf(1);
  const clock = newClock();
  const { client } = slow(new InMemoryDatadog(tokenIds), clock, 0.01);
  const early = { now: clock.now.bind(clock), sleep: (ms: number) => clock.sleep(Math.max(ms - 1, 0)) };
  const { alive, problem } = await waitUntilGone(client, addressed(tokenIds), {
    clock: early,
    listedBefore: new Set(),
  });
  expect(problem).toBeUndefined();
  expect([...alive]).toEqual(tokenIds);
});
