import { SharedBackoff } from "../../../../../provider/datadog/rate-limit/backoff";

const at = (ms: number) => ({ sentAt: ms, receivedAt: ms });

test("a pause grows with each refusal in a row, with jitter over its whole length", () => {
  const rolls = [1, 0.5, 0.25];
  const backoff = new SharedBackoff(() => rolls.shift() ?? 0);
  const pauses = [0, 10_000, 20_000, 30_000].map((ms) => {
    backoff.refused(at(ms));
    return backoff.until - ms;
  });
  expect(pauses).toEqual([1000, 1000, 1000, 100]);
});

test("refusals of calls that were sent before a pause ended are of one burst: one roll of the dice for all", () => {
  const backoff = new SharedBackoff(() => 1);
  backoff.refused({ sentAt: 0, receivedAt: 50 });
  backoff.refused({ sentAt: 10, receivedAt: 900 });
  expect(backoff.until).toBe(1050);
});

test("an answer ends the row", () => {
  const backoff = new SharedBackoff(() => 1);
  backoff.refused(at(0));
  backoff.refused(at(1000));
  backoff.letThrough(at(3000));
  backoff.refused(at(4000));
  expect(backoff.until).toBe(5000);
});

test("an answer to a call from before the pause does not end the row", () => {
  const backoff = new SharedBackoff(() => 1);
  backoff.refused(at(100));
  backoff.letThrough({ sentAt: 50, receivedAt: 200 });
  backoff.refused(at(2000));
  expect(backoff.until).toBe(4000);
});
