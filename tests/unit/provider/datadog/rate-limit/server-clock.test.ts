import fc from "fast-check";
import { ServerClock } from "../../../../../provider/datadog/rate-limit/server-clock";

const second = Date.parse("2026-11-24T10:00:07Z");

/** The `Date` that a server whose clock is `aheadMs` ahead of ours sends at `nowMs` of ours. */
const dateOf = (nowMs: number, aheadMs: number) => Math.floor((nowMs + aheadMs) / 1000) * 1000;

test("before the first response nothing is known", () => {
  expect(new ServerClock().uncertaintyMs).toBe(Infinity);
});

test("one response tells the server's clock to about a second and a round trip", () => {
  const clock = new ServerClock();
  clock.learn(second, { sentAt: second + 300, receivedAt: second + 350 });
  expect(clock.uncertaintyMs).toBe(1100);
  expect(clock.latest(second + 5000)).toBe(second + 5350);
  expect(clock.earliest(second + 5000)).toBe(second + 4250);
});

test("responses on both sides of a second's beginning tell it to a round trip and a moment", () => {
  const clock = new ServerClock();
  clock.learn(second, { sentAt: second + 940, receivedAt: second + 990 });
  clock.learn(second + 1000, { sentAt: second + 1000, receivedAt: second + 1050 });
  expect(clock.uncertaintyMs).toBeCloseTo(160, 1);
});

test("what the server's clock shows lies between the bounds, whatever the skew, the latency and the moments", () => {
  const calls = fc.array(fc.tuple(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 400 })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(fc.integer({ min: -5000, max: 5000 }), calls, (aheadMs, trips) => {
      const clock = new ServerClock();
      let sentAt = second;
      for (const [pauseMs, latencyMs] of trips) {
        sentAt += pauseMs;
        clock.learn(dateOf(sentAt + latencyMs / 2, aheadMs), { sentAt, receivedAt: sentAt + latencyMs });
      }
      expect(clock.latest(second)).toBeGreaterThanOrEqual(second - aheadMs);
      expect(clock.earliest(second)).toBeLessThanOrEqual(second - aheadMs);
    }),
  );
});

test("a clock that is set anew makes all earlier responses worthless", () => {
  const clock = new ServerClock();
  clock.learn(second, { sentAt: second, receivedAt: second + 50 });
  clock.learn(second, { sentAt: second + 60_000, receivedAt: second + 60_050 });
  expect(clock.latest(second)).toBe(second + 60_050);
  expect(clock.uncertaintyMs).toBe(1100);
});

test("clocks drift apart while no response comes", () => {
  const clock = new ServerClock();
  clock.learn(second, { sentAt: second + 500, receivedAt: second + 600 });
  clock.learn(second + 3_600_000, { sentAt: second + 3_600_050, receivedAt: second + 3_601_500 });
  expect(clock.latest(0)).toBeCloseTo(600 + 360, 0);
});
