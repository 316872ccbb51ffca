import { laterEnd, latestEnd, windowEndIn } from "../../../../../provider/datadog/rate-limit/window-end";
import { ServerClock } from "../../../../../provider/datadog/rate-limit/server-clock";

const ten = Date.parse("2026-11-24T10:00:00Z");
const trip = { sentAt: ten + 70_000, receivedAt: ten + 70_050 };

test.each([
  ["Date and Reset agree", { periodSeconds: 10, dateMs: ten + 3000, resetSeconds: 7 }, ten + 10_000],
  ["Reset is a second off", { periodSeconds: 10, dateMs: ten + 3000, resetSeconds: 6 }, ten + 10_000],
  [
    "the request was counted just before Date's second began",
    { periodSeconds: 10, dateMs: ten + 10_000, resetSeconds: 1 },
    ten + 10_000,
  ],
  [
    "the request was counted when the period had just begun",
    { periodSeconds: 10, dateMs: ten, resetSeconds: 10 },
    ten + 10_000,
  ],
  ["there is no Reset", { periodSeconds: 10, dateMs: ten + 3000 }, ten + 10_000],
  ["the period is an hour", { periodSeconds: 3600, dateMs: ten + 1000, resetSeconds: 3599 }, ten + 3_600_000],
])("the server's clock and the period name the end exactly if %s", (_name, headers, serverMs) => {
  expect(windowEndIn(headers, trip)).toEqual({ serverMs });
});

test.each([
  ["the periods are not aligned", { periodSeconds: 10, dateMs: ten + 3000, resetSeconds: 4 }],
  ["there is no Date", { periodSeconds: 10, resetSeconds: 4 }],
  ["there is no period", { dateMs: ten, resetSeconds: 4 }],
])("Reset alone counts, from the response on, if %s", (_name, headers) => {
  expect(windowEndIn(headers, trip)).toEqual({ localMs: trip.receivedAt + 4000 });
});

test.each([
  ["a period", { periodSeconds: 10 }],
  ["a date", { dateMs: ten }],
  ["nothing", {}],
])("%s alone names no end", (_name, headers) => {
  expect(windowEndIn(headers, trip)).toBeUndefined();
});

test("an end on the server's clock is waited for until that clock shows it for certain", () => {
  const clock = new ServerClock();
  clock.learn(ten + 3000, { sentAt: ten, receivedAt: ten + 50 });
  expect(latestEnd({ serverMs: ten + 10_000 }, clock)).toBe(ten + 7050);
  expect(latestEnd({ localMs: ten + 4000 }, clock)).toBe(ten + 4000);
});

test("later periods end whole periods later", () => {
  expect(laterEnd({ serverMs: ten }, 10)).toEqual({ serverMs: ten + 10_000 });
  expect(laterEnd({ localMs: ten }, 10, 3)).toEqual({ localMs: ten + 30_000 });
});
