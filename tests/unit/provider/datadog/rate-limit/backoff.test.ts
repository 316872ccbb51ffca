import fc from "fast-check";
import { backoffMs, SharedBackoff } from "../../../../../provider/datadog/rate-limit/backoff";

const at = (ms: number) => ({ sentAt: ms, receivedAt: ms });

test("a pause grows with each refusal in a row, with jitter over its whole length", () => {
  const rolls = [1, 0.5, 0.25];
  const backoff = new SharedBackoff(() => rolls.shift() ?? 0);
  const pauses = [0, 10_000, 20_000, 30_000].map((ms) => {
    backoff.failed(at(ms));
    return backoff.until - ms;
  });
  expect(pauses).toEqual([1000, 1000, 1000, 100]);
});

test("refusals of calls that were sent before a pause ended are of one burst: one roll of the dice for all", () => {
  const backoff = new SharedBackoff(() => 1);
  backoff.failed({ sentAt: 0, receivedAt: 50 });
  backoff.failed({ sentAt: 10, receivedAt: 900 });
  expect(backoff.until).toBe(1050);
});

test("a response ends the row", () => {
  const backoff = new SharedBackoff(() => 1);
  backoff.failed(at(0));
  backoff.failed(at(1000));
  backoff.succeeded(at(3000));
  backoff.failed(at(4000));
  expect(backoff.until).toBe(5000);
});

test("a response to a call from before the pause does not end the row", () => {
  const backoff = new SharedBackoff(() => 1);
  backoff.failed(at(100));
  backoff.succeeded({ sentAt: 50, receivedAt: 200 });
  backoff.failed(at(2000));
  expect(backoff.until).toBe(4000);
});

test.each([
  [1, 1000],
  [2, 2000],
  [3, 4000],
  [4, 8000],
  [5, 16_000],
  [6, 30_000],
  [7, 30_000],
  [5000, 30_000],
])("after failure number %d the backoff is anything up to %d ms", (failures, ceilingMs) => {
  expect(backoffMs(failures, () => 0.999_999)).toBe(ceilingMs);
  expect(backoffMs(failures, () => 0.5)).toBe(ceilingMs / 2);
  expect(backoffMs(failures, () => 0)).toBe(100);
});

test("a backoff is never shorter than a tenth of a second, whatever the dice say", () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (failures, dice) => {
      const ms = backoffMs(failures + 1, () => dice);
      return ms >= 100 && ms <= 30_000;
    }),
  );
});
