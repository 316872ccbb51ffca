import { createDatadogClient } from "../../../../../provider/datadog";
import { rateLimitFloorMs } from "../../../../../bench/tables/rate-limit-floor";
import { LimitedDatadog, skewed } from "../support/limited-datadog";
import { many } from "../support/scheduled-calls";
import { clientOptions } from "../support/test-client";
import { VirtualClock } from "../../../../support/lifecycle/virtual-clock";

interface Scene {
  limit: number;
  periodSeconds: number;
  calls: number;
  /** The lead of each process's clock over Datadog's, in milliseconds: one process for each. */
  skewsMs: readonly number[];
  /** The time from a window's beginning to their start. */
  phaseMs: number;
  /** The delay of the clock that the limit goes by behind the one that Datadog's `Date` shows. */
  limitBehindMs?: number;
}

const latencyMs = 50;
const concurrency = 16;
const limits = [
  [50, 5],
  [100, 10],
  [60, 60],
  [10, 300],
  [1000, 60],
] as const;

/** Numbers from 0 to 1 that are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Lets processes that know nothing of each other revoke as many tokens each, with the same credentials. */
async function play({ limit, periodSeconds, calls, skewsMs, phaseMs, limitBehindMs = 0 }: Scene) {
  const clock = new VirtualClock();
  clock.advance(phaseMs);
  const startedAtMs = clock.now();
  const datadog = new LimitedDatadog(clock, { limit, periodSeconds }, latencyMs, limitBehindMs);
  const tookMs = skewsMs.map(async (skewMs, index) => {
    const client = createDatadogClient(
      clientOptions({
        clock: skewed(clock, skewMs),
        random: dice(index + 1),
        send: datadog.send,
        concurrency,
      }),
    );
    const options = { deadlineSeconds: periodSeconds + 1, deadlineIncludesQueueTime: false };
    const ids = many(calls / skewsMs.length, (n) => `00000000-0000-0000-0000-${String(n).padStart(12, "0")}`);
    await Promise.all(ids.map((id) => client.revoke(id, options)));
    return clock.now() - startedAtMs;
  });
  const processesMs = await clock.run(Promise.all(tookMs));
  const floorMs = rateLimitFloorMs({
    calls,
    limit,
    periodSeconds,
    startedAtMs,
    requestMs: latencyMs,
    concurrency: concurrency * skewsMs.length,
  });
  return {
    overFloor: Math.max(...processesMs) / floorMs,
    refusals: datadog.refusals,
    mostAtOnce: datadog.mostAtOnce,
  };
}

const alone = limits.flatMap(([limit, periodSeconds]) =>
  [
    [0, 0],
    [1730, 3777],
    [-2000, 441],
    [2000, 1950],
  ].map(([skewMs = 0, phaseMs = 0]) => ({ limit, periodSeconds, skewMs, phaseMs })),
);

test.each(alone)(
  "a thousand calls under $limit per $periodSeconds s take no 429 and at most 1.02 of the floor, the clock being $skewMs ms off, started $phaseMs ms into a period",
  async ({ limit, periodSeconds, skewMs, phaseMs }) => {
    const seen = await play({ limit, periodSeconds, calls: 1000, skewsMs: [skewMs], phaseMs });
    expect(seen.refusals).toBe(0);
    expect(seen.overFloor).toBeLessThanOrEqual(1.02);
    expect(seen.mostAtOnce).toBeLessThanOrEqual(concurrency);
  },
);

test.each(limits)(
  "a few periods of %d per %d s, too, are used to the last call",
  async (limit, periodSeconds) => {
    const calls = Math.min(limit * 4, 1000);
    const seen = await play({ limit, periodSeconds, calls, skewsMs: [-1234], phaseMs: 100 });
    expect(seen.refusals).toBe(0);
    expect(seen.overFloor).toBeLessThanOrEqual(1.02);
  },
);

const together = limits.flatMap(([limit, periodSeconds]) =>
  [
    [[300, -900], 0],
    [[2000, -2000], 3777],
  ].map(([skewsMs, phaseMs]) => ({ limit, periodSeconds, skewsMs, phaseMs }) as const),
);

test.each(together)(
  "two processes under $limit per $periodSeconds s with clocks $skewsMs ms off take at most 1.1 of the floor, and few 429s after they have met",
  async ({ limit, periodSeconds, skewsMs, phaseMs }) => {
    const scene = {
      limit,
      periodSeconds,
      calls: 1000,
      skewsMs: skewsMs as number[],
      phaseMs: phaseMs as number,
    };
    const seen = await play(scene);
    expect(seen.overFloor).toBeLessThanOrEqual(1.1);
    expect(seen.refusals).toBeLessThanOrEqual(40);
  },
);

test("four processes still use all of the limit, and are refused less than one call in eight", async () => {
  const scene = { limit: 50, periodSeconds: 5, calls: 1000, skewsMs: [0, 1700, -700, 300], phaseMs: 0 };
  const seen = await play(scene);
  expect(seen.overFloor).toBeLessThanOrEqual(1.1);
  expect(seen.refusals).toBeLessThanOrEqual(125);
});

test("a limit whose clock is behind the one in Date is learned to be so from a few 429s", async () => {
  const scene = { limit: 50, periodSeconds: 5, calls: 1000, skewsMs: [0], phaseMs: 1000, limitBehindMs: 250 };
  const seen = await play(scene);
  expect(seen.overFloor).toBeLessThanOrEqual(1.02);
  expect(seen.refusals).toBeLessThanOrEqual(3 * concurrency);
});
