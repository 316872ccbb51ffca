import { systemClock } from "../../../../../provider/datadog/http/clock";

const hourMs = 3_600_000;

test("the system's clock says the time in milliseconds since the epoch", () => {
  const now = systemClock.now();
  expect(Number.isInteger(now)).toBe(true);
  expect(Math.abs(now - Date.now())).toBeLessThan(hourMs);
});

test.each([hourMs, -hourMs])("a machine's clock that is set by %d ms changes nothing in it", (ms) => {
  const before = systemClock.now();
  const setTime = Date.now() + ms;
  jest.spyOn(Date, "now").mockReturnValue(setTime);
  const after = systemClock.now();
  jest.restoreAllMocks();
  expect(after).toBeGreaterThanOrEqual(before);
  expect(after).toBeLessThan(before + hourMs);
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
