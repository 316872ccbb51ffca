import { rateLimited } from "../support/scripted-send";
import { after, ScheduledCalls, limited } from "../support/scheduled-calls";

test("a limit that DELETEs have met does not hold back GETs", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("revoke", rateLimited(30)));
  await calls.clock.run(Promise.all([calls.schedule("find"), calls.schedule("list")]));
  expect(calls.scheduler.cooldown("revoke")).toBeDefined();
  expect(calls.scheduler.cooldown("find")).toBeUndefined();
  expect(calls.clock.elapsedMs).toBeLessThan(1000);
});

test("endpoints whose responses name the same limit share it", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("find", limited(9)));
  await calls.clock.run(calls.schedule("revoke", limited(0)));
  expect(calls.scheduler.cooldown("find")).toEqual(calls.scheduler.cooldown("revoke"));
  expect(calls.scheduler.cooldown("find")).toMatchObject({ cause: "limit", limitName: "tokens" });
});

test("endpoints of one group share a limit without a name", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("find", limited(0, { name: "" })));
  expect(calls.scheduler.cooldown("list")).toEqual({ endsAt: after(10_050), cause: "limit" });
  expect(calls.scheduler.cooldown("revoke")).toBeUndefined();
});

test("endpoints whose responses name different limits have one each", async () => {
  const calls = new ScheduledCalls();
  await calls.clock.run(calls.schedule("find", limited(0, { name: "one" })));
  await calls.clock.run(calls.observe("list", limited(9, { name: "many" })));
  expect(calls.scheduler.cooldown("list")).toBeUndefined();
  expect(calls.scheduler.cooldown("find")).toBeDefined();
});
