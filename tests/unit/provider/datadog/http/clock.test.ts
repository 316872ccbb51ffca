import { systemClock } from "../../../../../provider/datadog/http/clock";

test("the system's clock says the time in milliseconds since the epoch", () => {
  const before = Date.now();
  const now = systemClock.now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

test.each([0, -1, 1])("a sleep of %d ms ends", async (ms) => {
  await expect(systemClock.sleep(ms)).resolves.toBeUndefined();
});

test("a sleep longer than a timer can hold goes on, until its signal is aborted", async () => {
  const controller = new AbortController();
  const sleep = systemClock.sleep(2 ** 40, controller.signal);
  controller.abort();
  await expect(sleep).rejects.toThrow("The operation was aborted");
});
