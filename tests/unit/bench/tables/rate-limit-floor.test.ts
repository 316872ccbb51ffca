import { rateLimitFloorMs } from "../../../../bench/tables/rate-limit-floor";

const limited = { limit: 100, periodSeconds: 10 };

test.each([
  ["nothing takes no time", { calls: 0, startedAtMs: 3000 }, 0],
  ["what one period allows is free", { calls: 100, startedAtMs: 3000 }, 0],
  ["the next period begins with the calendar", { calls: 101, startedAtMs: 3000 }, 7000],
  ["a start at a period's beginning has all of it", { calls: 200, startedAtMs: 20_000 }, 10_000],
  ["each period that is needed is waited for", { calls: 1000, startedAtMs: 3000 }, 87_000],
])("%s", (_what, work, expectedMs) => {
  expect(rateLimitFloorMs({ ...limited, ...work })).toBe(expectedMs);
});

const requests = { ...limited, requestMs: 50, concurrency: 16 };

test.each([
  ["without waiting, the requests are the floor", { calls: 33, startedAtMs: 3000 }, 150],
  ["the requests of the last period come on top", { calls: 117, startedAtMs: 3000 }, 7100],
  ["a period's end leaves time for a few only", { calls: 100, startedAtMs: 9880 }, 120 + 250],
  ["a period's very end leaves time for none", { calls: 16, startedAtMs: 9960 }, 40 + 50],
])("with requests that take their time, %s", (_what, work, expectedMs) => {
  expect(rateLimitFloorMs({ ...requests, ...work })).toBe(expectedMs);
});

test("a request that is longer than a period has no floor", () => {
  const work = { ...limited, calls: 1, startedAtMs: 0, requestMs: 10_001 };
  expect(() => rateLimitFloorMs(work)).toThrow("A request can't be longer than a period of the limit.");
});
