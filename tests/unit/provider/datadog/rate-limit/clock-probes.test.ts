import { clockProbes } from "../../../../../provider/datadog/rate-limit/clock-probes";
import { ServerClock } from "../../../../../provider/datadog/rate-limit/server-clock";

const ten = Date.parse("2026-11-24T10:00:00Z");
const end = { serverMs: ten + 5000 };

/** A clock that is known to be from 0 to `uncertaintyMs` behind ours. */
function knownTo(uncertaintyMs: number): ServerClock {
  const clock = new ServerClock();
  clock.learn(ten, { sentAt: ten + 1050, receivedAt: ten + uncertaintyMs });
  return clock;
}

test.each([
  ["long before the end", 0, { count: 3, nextAt: ten + 2250 }],
  ["when the first has gone", 2250, { count: 2, nextAt: ten + 3250 }],
  ["when the second has gone", 3250, { count: 1, nextAt: ten + 4250 }],
])(
  "the last calls are kept for moments when a second may or may not have begun: %s",
  (_name, ms, expected) => {
    expect(clockProbes(end, knownTo(500), ten + ms)).toEqual(expected);
  },
);

test("nothing is kept once the last of those moments is past", () => {
  expect(clockProbes(end, knownTo(500), ten + 4250)).toBeUndefined();
});

test.each([
  ["a clock that is known well enough", end, knownTo(200)],
  ["a clock of which nothing is known", end, new ServerClock()],
  ["an end that is not on the server's clock", { localMs: ten + 5000 }, knownTo(500)],
])("nothing is kept for %s", (_name, windowEnd, clock) => {
  expect(clockProbes(windowEnd, clock, ten)).toBeUndefined();
});
