import { rateLimited, silence } from "../support/scripted-send";
import { after, forever, ScheduledCalls, limited, many } from "../support/scheduled-calls";

test("of the first calls one goes ahead, and the others wait for its response", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(Promise.all(many(4, () => calls.schedule("revoke"))));
  expect(calls.timesOf("revoke")).toEqual([0, 50, 50, 50]);
});

test("each endpoint's first call goes ahead on its own", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(
    Promise.all([calls.schedule("revoke"), calls.schedule("find"), calls.schedule("list")]),
  );
  expect(calls.sent.map(([, ms]) => ms)).toEqual([0, 0, 50]);
});

test("if responses tell of no limit, only the number of requests at once is one", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(Promise.all(many(49, () => calls.schedule("revoke"))));
  expect(calls.mostAtOnce).toBe(16);
  expect(calls.clock.elapsedMs).toBe(200);
});

test("no more requests are made at once than allowed, whatever they ask for", async () => {
  const calls = new ScheduledCalls({ concurrency: 3 });
  await calls.clock.run(
    Promise.all(
      many(30, (index) => calls.schedule((["revoke", "find", "list"] as const)[index % 3] ?? "find")),
    ),
  );
  expect(calls.mostAtOnce).toBe(3);
});

test("calls come through in the order in which they were made", async () => {
  const calls = new ScheduledCalls({ concurrency: 1 });
  const done: number[] = [];
  await calls.clock.run(
    Promise.all(many(5, (index) => calls.schedule("revoke").then(() => done.push(index)))),
  );
  expect(done).toEqual([0, 1, 2, 3, 4]);
});

test("a first call that gets no response holds back nobody any longer", async () => {
  const calls = new ScheduledCalls();
  const lost = calls.schedule("revoke", { kind: "timeout", timeoutMs: 50 });
  await calls.clock.run(Promise.all([lost, ...many(3, () => calls.schedule("revoke"))]));
  expect(calls.timesOf("revoke")).toEqual([0, 50, 50, 50]);
});

test("the calls that are left of a period are spent, and no more, without a 429 to learn it from", async () => {
  const calls = new ScheduledCalls();
  let remaining = 5;
  const spend = () => limited(Math.max(--remaining, 0), { resetSeconds: 7 });
  await calls.clock.run(Promise.all(many(5, () => calls.schedule("revoke", spend))));
  void calls.schedule("revoke", spend);
  await calls.clock.run(calls.schedule("find"));
  expect(calls.timesOf("revoke")).toEqual([0, 50, 50, 50, 50]);
  expect(calls.scheduler.cooldown("revoke")).toEqual({
    endsAt: after(7050),
    cause: "limit",
    limitName: "tokens",
  });
});

test("what is in flight counts as spent", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("revoke", limited(3)));
  const scheduled = many(5, (index) => calls.schedule("revoke", limited(index < 3 ? 2 - index : 9 - index)));
  await calls.clock.run(Promise.all(scheduled.slice(0, 3)));
  expect(calls.timesOf("revoke")).toEqual([0, 50, 50, 50]);
});

test("a new period begins with all of its calls", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("revoke", limited(0, { resetSeconds: 7 })));
  await calls.clock.run(Promise.all(many(10, () => calls.schedule("revoke", limited(5)))));
  expect(calls.timesOf("revoke")).toEqual([0, ...many(10, () => 7050)]);
});

test("calls go on a moment after the period's end, at most a hundredth of it", async () => {
  const calls = new ScheduledCalls({ random: () => 1 });
  await calls.clock.run(calls.schedule("revoke", limited(0, { periodSeconds: 10, resetSeconds: 7 })));
  await calls.clock.run(calls.schedule("revoke"));
  expect(calls.timesOf("revoke")).toEqual([0, 7150]);
});

test("the moment after a wait of unknown reason is at most a tenth of it, and a second", async () => {
  const calls = new ScheduledCalls({ random: () => 1 });
  await calls.clock.run(calls.schedule("revoke", rateLimited(4)));
  await calls.clock.run(calls.schedule("revoke", rateLimited(60)));
  await calls.clock.run(calls.schedule("revoke"));
  expect(calls.timesOf("revoke")).toEqual([0, 4450, 65_500]);
});

test("of ends told in whole seconds the nearest counts", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("revoke", limited(9, { resetSeconds: 7 })));
  await calls.clock.run(calls.schedule("revoke", limited(0, { resetSeconds: 6 })));
  expect(calls.scheduler.cooldown("revoke")).toMatchObject({ endsAt: after(6100) });
});

test("a response that comes after its period is over says nothing about the next", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("revoke", limited(9, { resetSeconds: 7 })));
  const late = calls.scheduler.schedule("revoke", { budget: forever }, async () => {
    await calls.clock.sleep(9000);
    return limited(0, { resetSeconds: 0 });
  });
  await calls.clock.run(
    Promise.all([late, calls.clock.sleep(8000).then(() => calls.schedule("revoke", limited(8)))]),
  );
  expect(calls.scheduler.cooldown("revoke")).toBeUndefined();
});

test("after a 429 one call goes ahead again", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("revoke", rateLimited(5)));
  await calls.clock.run(Promise.all(many(3, () => calls.schedule("revoke"))));
  expect(calls.timesOf("revoke")).toEqual([0, 5050, 5100, 5100]);
});

test("a 429 without a word of how long is one backoff for everybody", async () => {
  const calls = new ScheduledCalls({ random: () => 1 });
  await calls.clock.run(calls.schedule("revoke"));
  await calls.clock.run(Promise.all(many(8, () => calls.schedule("revoke", 429))));
  expect(calls.scheduler.cooldown("revoke")).toEqual({ endsAt: after(1100), cause: "backoff" });
  await calls.clock.run(Promise.all(many(8, () => calls.schedule("revoke"))));
  expect(calls.timesOf("revoke").slice(9)).toEqual([1100, ...many(7, () => 1150)]);
});

test("a response without limits, from some gateway, does not make the known one forgotten", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("revoke", limited(0)));
  await calls.clock.run(calls.schedule("revoke", 503));
  expect(calls.scheduler.limits[0]).toEqual({ waiting: 0, limit: 10, periodSeconds: 10 });
  await calls.clock.run(
    Promise.all(many(11, (index) => calls.schedule("revoke", limited(Math.max(9 - index, 0))))),
  );
  expect(calls.timesOf("revoke")).toEqual([0, 10_050, ...many(10, () => 10_100), 20_050]);
});

test("a call whose response is lost counts as spent until a response says else", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("revoke", limited(1)));
  await calls.clock.run(calls.schedule("revoke", silence(calls.clock)));
  expect(calls.scheduler.cooldown("revoke")).toBeDefined();
});

test("a bug in sending is neither swallowed nor does it block the queue", async () => {
  const calls = new ScheduledCalls();
  const bug = new TypeError("not a function");
  await expect(
    calls.scheduler.schedule("revoke", { budget: forever }, () => Promise.reject(bug)),
  ).rejects.toBe(bug);
  await calls.clock.run(calls.schedule("revoke"));
  expect(calls.timesOf("revoke")).toEqual([0]);
});

test("the limits, and the requests that wait for them, can be read off the scheduler", async () => {
  const calls = new ScheduledCalls();
  expect(calls.scheduler.limits).toEqual([]);
  await calls.clock.run(
    calls.schedule("revoke", limited(0, { limit: 20, periodSeconds: 60, resetSeconds: 42 })),
  );
  void calls.schedule("revoke");
  void calls.schedule("revoke");
  void calls.schedule("find");
  expect(calls.scheduler.limits).toEqual([
    {
      waiting: 2,
      limit: 20,
      periodSeconds: 60,
      cooldown: { endsAt: after(42_050), cause: "limit", limitName: "tokens" },
    },
    { waiting: 0 },
  ]);
  expect(calls.sent.map(([endpoint]) => endpoint)).toEqual(["revoke", "find"]);
});
