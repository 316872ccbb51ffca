import { rateLimited } from "../support/scripted-send";
import { after, forever, GatedCalls, limited, many } from "../support/gated-calls";

const until = (ms: number) => ({ deadline: after(ms), longestClosureMs: Infinity });
const closuresUpTo = (longestClosureMs: number) => ({ deadline: Infinity, longestClosureMs });

test("a call that comes to a closure beyond its deadline is told at once", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("revoke", rateLimited(10, "tokens")));
  await expect(calls.pass("revoke", 204, until(10_050))).resolves.toEqual({
    kind: "heldBack",
    closure: { openAt: after(10_050), cause: "limit", limitName: "tokens" },
  });
  expect(calls.clock.elapsedMs).toBe(50);
});

test("calls that wait are told at once when a closure begins that they can't wait for", async () => {
  const calls = new GatedCalls();
  const turns = [
    calls.pass("revoke", rateLimited(10)),
    calls.pass("revoke", 204, until(5000)),
    calls.pass("revoke", 204, until(60_000)),
  ];
  await calls.clock.run(Promise.all(turns.slice(0, 2)));
  expect(calls.clock.elapsedMs).toBe(50);
  await expect(turns[1]).resolves.toMatchObject({ kind: "heldBack" });
  await expect(calls.clock.run(turns[2] ?? Promise.reject(new Error()))).resolves.toMatchObject({
    kind: "sent",
  });
  expect(calls.timesOf("revoke")).toEqual([0, 10_050]);
});

test("a deadline that passes while others are asked ends the waiting on time", async () => {
  const calls = new GatedCalls();
  const slow = calls.gate.pass("revoke", forever, async () => {
    await calls.clock.sleep(10_000);
    return { kind: "timeout", timeoutMs: 10_000 };
  });
  await expect(calls.clock.run(calls.pass("revoke", 204, until(3000)))).resolves.toEqual({
    kind: "outOfTime",
  });
  expect(calls.clock.elapsedMs).toBe(3000);
  await calls.clock.run(slow);
  expect(calls.sent).toEqual([]);
});

test("where waiting costs no time, any number of closures is waited for that are not too long in one piece", async () => {
  const calls = new GatedCalls();
  for (let round = 0; round < 5; round++) {
    await calls.clock.run(calls.pass("revoke", rateLimited(10)));
  }
  const turn = calls.clock.run(calls.pass("revoke", 204, closuresUpTo(10_000)));
  await expect(turn).resolves.toMatchObject({ kind: "sent" });
});

test("a closure that is too long in one piece is not waited for", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("revoke", rateLimited(11)));
  await expect(calls.pass("revoke", 204, closuresUpTo(10_000))).resolves.toMatchObject({ kind: "heldBack" });
});

test("an observation does not wait for the first answer, nor behind other calls", async () => {
  const calls = new GatedCalls({ concurrency: 1 });
  const passing = many(3, () => calls.pass("find"));
  const observing = calls.observe("find");
  await calls.clock.run(Promise.all([...passing, observing]));
  const order: string[] = [];
  for (const promise of [...passing.map((pass) => pass.then(() => order.push("pass")))]) {
    await promise;
  }
  await expect(observing).resolves.toMatchObject({ kind: "sent" });
  expect(calls.timesOf("find")).toEqual([0, 50, 100, 150]);
});

test("an observation waits for a free connection no longer than until its deadline", async () => {
  const calls = new GatedCalls({ concurrency: 1 });
  const slow = calls.gate.pass("revoke", forever, async () => {
    await calls.clock.sleep(5000);
    return { kind: "timeout", timeoutMs: 5000 };
  });
  await expect(calls.clock.run(calls.observe("find", 204, after(3000)))).resolves.toEqual({
    kind: "outOfTime",
  });
  await calls.clock.run(slow);
  expect(calls.sent).toEqual([]);
});

test("an observation is not sent where no call is left", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("find", limited(0)));
  await expect(calls.observe("find")).resolves.toMatchObject({
    kind: "heldBack",
    closure: { cause: "limit" },
  });
  expect(calls.timesOf("find")).toEqual([0]);
});

test("an observation is not sent where all that is left is in flight", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(Promise.all([calls.pass("revoke", limited(2)), calls.pass("find", limited(1))]));
  void calls.pass("revoke", limited(0));
  await expect(calls.observe("find")).resolves.toMatchObject({ kind: "heldBack" });
});

test("an observation counts against the limit that it shares", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("find", limited(3)));
  await calls.clock.run(calls.pass("revoke", limited(2)));
  const observing = calls.observe("find", limited(1));
  const passing = many(3, (index) => calls.pass("revoke", limited(index === 0 ? 0 : 9)));
  await calls.clock.run(Promise.all([observing, passing[0]]));
  expect(calls.timesOf("revoke")).toEqual([50, 100]);
});

test("an observation teaches what is left of the limit", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.observe("find", limited(0)));
  expect(calls.gate.closure("find")).toMatchObject({ cause: "limit" });
  expect(calls.gate.closure("revoke")).toBeUndefined();
});

test.each([
  ["how long", rateLimited(120)],
  ["nothing", 429],
])("an observation whose 429 says %s closes nothing", async (_name, answer) => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.observe("find", answer));
  expect(calls.gate.closure("find")).toBeUndefined();
  await calls.clock.run(Promise.all([calls.pass("find"), calls.pass("revoke")]));
  expect(calls.clock.elapsedMs).toBe(100);
});
