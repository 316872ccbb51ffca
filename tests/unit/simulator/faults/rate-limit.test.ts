import { RateLimiter } from "../../../../simulator/faults/rate-limit";

/** A limiter whose clock stands at this many seconds after a full hour. */
function limiterAt(seconds: number, rate = { limit: 2, periodSeconds: 60 }) {
  const clock = { seconds };
  const limiter = new RateLimiter(rate, () => Date.parse("2026-04-08T16:00:00Z") + clock.seconds * 1000);
  return { limiter, clock };
}

test("without a limit nothing is refused and no header is sent", () => {
  const limiter = new RateLimiter(undefined);
  for (let request = 0; request < 100; request += 1) {
    expect(limiter.consume("DELETE")).toEqual({ allowed: true, headers: {} });
  }
});

test("every answer says what is left of the window", () => {
  const { limiter } = limiterAt(0);
  expect(limiter.consume("DELETE")).toEqual({
    allowed: true,
    headers: {
      "X-RateLimit-Limit": "2",
      "X-RateLimit-Period": "60",
      "X-RateLimit-Remaining": "1",
      "X-RateLimit-Reset": "60",
      "X-RateLimit-Name": "personal_access_tokens",
    },
  });
});

test("what is over the limit is refused until the window ends", () => {
  const { limiter, clock } = limiterAt(10);
  const allowed = () => limiter.consume("DELETE").allowed;
  expect([allowed(), allowed(), allowed()]).toEqual([true, true, false]);
  clock.seconds = 59.999;
  expect(allowed()).toBe(false);
  clock.seconds = 60;
  expect([allowed(), allowed(), allowed()]).toEqual([true, true, false]);
});

test("a refused request has nothing left and is not counted", () => {
  const { limiter } = limiterAt(10);
  limiter.consume("GET");
  limiter.consume("GET");
  for (let request = 0; request < 3; request += 1) {
    expect(limiter.consume("GET").headers).toMatchObject({ "X-RateLimit-Remaining": "0" });
  }
});

test.each([
  [0, "60"],
  [0.001, "60"],
  [14.2, "46"],
  [59, "1"],
  [59.999, "1"],
  [60, "60"],
])("windows are aligned to the calendar: %d s past the hour the reset is %s s away", (seconds, reset) => {
  const { limiter } = limiterAt(seconds);
  expect(limiter.consume("GET").headers).toMatchObject({ "X-RateLimit-Reset": reset });
});

test("a request that is not to be counted sees the limit and spends nothing", () => {
  const { limiter } = limiterAt(0);
  for (let request = 0; request < 5; request += 1) {
    expect(limiter.consume("GET", false)).toMatchObject({
      allowed: true,
      headers: { "X-RateLimit-Remaining": "2" },
    });
  }
});

test("a limit on revocations is about DELETE alone", () => {
  const limiter = new RateLimiter(
    { limit: 1, periodSeconds: 60, name: "revoke", counts: "revocations" },
    () => 0,
  );
  expect(limiter.consume("GET")).toEqual({ allowed: true, headers: {} });
  expect(limiter.consume("DELETE")).toMatchObject({
    allowed: true,
    headers: { "X-RateLimit-Name": "revoke" },
  });
  expect(limiter.consume("DELETE").allowed).toBe(false);
  expect(limiter.consume("GET").allowed).toBe(true);
});

test("a limit on tokens is not about who asks", () => {
  const limiter = new RateLimiter({ limit: 1, periodSeconds: 60, counts: "tokens" }, () => 0);
  expect(limiter.consume("GET", true, false)).toEqual({ allowed: true, headers: {} });
  expect([limiter.consume("GET").allowed, limiter.consume("DELETE").allowed]).toEqual([true, false]);
});

test("a refusal speaks in Datadog's words", () => {
  const limiter = new RateLimiter({ limit: 10, periodSeconds: 300 });
  expect(limiter.refusal).toBe("Rate limit of 10 requests in 300 seconds reached. Please try again later.");
});

test.each([
  [0, 60],
  [10, 0],
  [1.5, 60],
  [10, Number.NaN],
  [-1, 60],
])("a limit of %d in %d s makes no sense", (limit, periodSeconds) => {
  expect(() => new RateLimiter({ limit, periodSeconds })).toThrow(
    new RangeError("A rate limit needs a positive whole number of requests and of seconds."),
  );
});
