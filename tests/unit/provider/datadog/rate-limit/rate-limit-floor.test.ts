import { rateLimitFloorMs } from "../../../../../bench/tables/rate-limit-floor";

const periodStart = Date.parse("2026-11-24T10:00:00Z");
const limited = { limit: 50, periodSeconds: 5, startedAtMs: periodStart };

test.each([
  ["no more than a period allows", { ...limited, calls: 50 }, 0],
  ["one more than a period allows", { ...limited, calls: 51 }, 5000],
  ["twenty periods' worth", { ...limited, calls: 1000 }, 95_000],
  ["a start within a period", { ...limited, calls: 100, startedAtMs: periodStart + 1234 }, 3766],
  ["nothing", { ...limited, calls: 0 }, 0],
  ["the last period's requests", { ...limited, calls: 120, requestMs: 50, concurrency: 16 }, 10_100],
  [
    "requests that take longer than the periods",
    { ...limited, calls: 100, requestMs: 1000, concurrency: 1 },
    100_000,
  ],
])("the floor of %s", (_name, work, floorMs) => {
  expect(rateLimitFloorMs(work)).toBe(floorMs);
});
