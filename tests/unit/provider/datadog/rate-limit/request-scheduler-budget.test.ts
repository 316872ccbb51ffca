import { rateLimited } from "../support/scripted-send";
import { after, forever, ScheduledCalls, limited, many } from "../support/scheduled-calls";

const until = (ms: number) => ({ deadline: after(ms), longestCooldownMs: Infinity });
const cooldownsUpTo = (longestCooldownMs: number) => ({ deadline: Infinity, longestCooldownMs });

test("a call that comes to a cooldown beyond its deadline is told at once", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("revoke", rateLimited(10, "tokens")));
  await expect(calls.schedule("revoke", 204, until(10_050))).resolves.toEqual({
    kind: "rateLimited",
    cooldown: { endsAt: after(10_050), cause: "limit", limitName: "tokens" },
  });
  expect(calls.clock.elapsedMs).toBe(50);
});

test("calls that wait are told at once when a cooldown begins that they can't wait for", async () => {
  const calls = new ScheduledCalls();
  const turns = [
    calls.schedule("revoke", rateLimited(10)),
    calls.schedule("revoke", 204, until(5000)),
    calls.schedule("revoke", 204, until(60_000)),
  ];
  await calls.clock.run(Promise.all(turns.slice(0, 2)));
  expect(calls.clock.elapsedMs).toBe(50);
  await expect(turns[1]).resolves.toMatchObject({ kind: "rateLimited" });
  await expect(calls.clock.run(turns[2] ?? Promise.reject(new Error()))).resolves.toMatchObject({
    kind: "sent",
  });
  expect(calls.timesOf("revoke")).toEqual([0, 10_050]);
});

test("a deadline that passes while others are asked ends the waiting on time", async () => {
  const calls = new ScheduledCalls();
  const slow = calls.scheduler.schedule("revoke", { budget: forever }, async () => {
    await calls.clock.sleep(10_000);
    return { kind: "timeout", timeoutMs: 10_000 };
  });
  await expect(calls.clock.run(calls.schedule("revoke", 204, until(3000)))).resolves.toEqual({
    kind: "deadlineExceeded",
  });
  expect(calls.clock.elapsedMs).toBe(3000);
  await calls.clock.run(slow);
  expect(calls.sent).toEqual([]);
});

test("if waiting costs no time, any number of cooldowns is waited for that are not too long in one piece", async () => {
  const calls = new ScheduledCalls();
  for (let round = 0; round < 5; round++) {
    await calls.clock.run(calls.schedule("revoke", rateLimited(10)));
  }
  const turn = calls.clock.run(calls.schedule("revoke", 204, cooldownsUpTo(10_000)));
  await expect(turn).resolves.toMatchObject({ kind: "sent" });
});

test("a cooldown that is too long in one piece is not waited for", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("revoke", rateLimited(11)));
  await expect(calls.schedule("revoke", 204, cooldownsUpTo(10_000))).resolves.toMatchObject({
    kind: "rateLimited",
  });
});

test("an observation does not wait for the first response, nor behind other calls", async () => {
  const calls = new ScheduledCalls({ concurrency: 1 });
  const scheduled = many(3, () => calls.schedule("find"));
  const observing = calls.observe("find");
  await calls.clock.run(Promise.all([...scheduled, observing]));
  const order: string[] = [];
  for (const promise of [...scheduled.map((one) => one.then(() => order.push("scheduled")))]) {
    await promise;
  }
  await expect(observing).resolves.toMatchObject({ kind: "sent" });
  expect(calls.timesOf("find")).toEqual([0, 50, 100, 150]);
});

test("an observation waits for a free connection no longer than until its deadline", async () => {
  const calls = new ScheduledCalls({ concurrency: 1 });
  const slow = calls.scheduler.schedule("revoke", { budget: forever }, async () => {
    await calls.clock.sleep(5000);
    return { kind: "timeout", timeoutMs: 5000 };
  });
  await expect(calls.clock.run(calls.observe("find", 204, after(3000)))).resolves.toEqual({
    kind: "deadlineExceeded",
  });
  await calls.clock.run(slow);
  expect(calls.sent).toEqual([]);
});

test("an observation is not sent if no call is left", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("find", limited(0)));
  await expect(calls.observe("find")).resolves.toMatchObject({
    kind: "rateLimited",
    cooldown: { cause: "limit" },
  });
  expect(calls.timesOf("find")).toEqual([0]);
});

test("an observation is not sent if all that is left is in flight", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(
    Promise.all([calls.schedule("revoke", limited(2)), calls.schedule("find", limited(1))]),
  );
  void calls.schedule("revoke", limited(0));
  await expect(calls.observe("find")).resolves.toMatchObject({ kind: "rateLimited" });
});

test("of many observations no more are sent than go at once, if the first ones tell that nothing is left", async () => {
  const calls = new ScheduledCalls();
  const answer = limited(0, { code: 429 });
  const observed = await calls.clock.run(Promise.all(many(100, () => calls.observe("find", answer))));
  expect(calls.timesOf("find")).toEqual(many(16, () => 0));
  expect(observed.filter(({ kind }) => kind === "rateLimited")).toHaveLength(84);
});

test("an observation counts against the limit that it shares", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("find", limited(3)));
  await calls.clock.run(calls.schedule("revoke", limited(2)));
  const observing = calls.observe("find", limited(1));
  const scheduled = many(3, (index) => calls.schedule("revoke", limited(index === 0 ? 0 : 9)));
  await calls.clock.run(Promise.all([observing, scheduled[0]]));
  expect(calls.timesOf("revoke")).toEqual([50, 100]);
});

test("an observation teaches what is left of the limit", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.observe("find", limited(0)));
  expect(calls.scheduler.cooldown("find")).toMatchObject({ cause: "limit" });
  expect(calls.scheduler.cooldown("revoke")).toBeUndefined();
});

test.each([
  ["how long", rateLimited(120)],
  ["nothing", 429],
])("an observation whose 429 says %s begins no cooldown", async (_name, response) => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.observe("find", response));
  expect(calls.scheduler.cooldown("find")).toBeUndefined();
  await calls.clock.run(Promise.all([calls.schedule("find"), calls.schedule("revoke")]));
  expect(calls.clock.elapsedMs).toBe(100);
});
