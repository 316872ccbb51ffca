import { rateLimited, silence } from "../support/scripted-send";
import { after, forever, GatedCalls, limited, many } from "../support/gated-calls";

test("of the first calls one goes ahead, and the others wait for its answer", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(Promise.all(many(4, () => calls.pass("revoke"))));
  expect(calls.timesOf("revoke")).toEqual([0, 50, 50, 50]);
});

test("each endpoint's first call goes ahead on its own", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(Promise.all([calls.pass("revoke"), calls.pass("find"), calls.pass("list")]));
  expect(calls.sent.map(([, ms]) => ms)).toEqual([0, 0, 50]);
});

test("where answers tell of no limit, only the number of requests at once is one", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(Promise.all(many(49, () => calls.pass("revoke"))));
  expect(calls.mostAtOnce).toBe(16);
  expect(calls.clock.elapsedMs).toBe(200);
});

test("no more requests are made at once than allowed, whatever they ask for", async () => {
  const calls = new GatedCalls({ concurrency: 3 });
  await calls.clock.run(
    Promise.all(many(30, (index) => calls.pass((["revoke", "find", "list"] as const)[index % 3] ?? "find"))),
  );
  expect(calls.mostAtOnce).toBe(3);
});

test("calls come through in the order in which they were made", async () => {
  const calls = new GatedCalls({ concurrency: 1 });
  const answered: number[] = [];
  await calls.clock.run(
    Promise.all(many(5, (index) => calls.pass("revoke").then(() => answered.push(index)))),
  );
  expect(answered).toEqual([0, 1, 2, 3, 4]);
});

test("a first call that gets no answer holds back nobody any longer", async () => {
  const calls = new GatedCalls();
  const lost = calls.pass("revoke", { kind: "timeout", timeoutMs: 50 });
  await calls.clock.run(Promise.all([lost, ...many(3, () => calls.pass("revoke"))]));
  expect(calls.timesOf("revoke")).toEqual([0, 50, 50, 50]);
});

test("the calls that are left of a period are spent, and no more, without a 429 to learn it from", async () => {
  const calls = new GatedCalls();
  let remaining = 5;
  const spend = () => limited(Math.max(--remaining, 0), { resetSeconds: 7 });
  await calls.clock.run(Promise.all(many(5, () => calls.pass("revoke", spend))));
  void calls.pass("revoke", spend);
  await calls.clock.run(calls.pass("find"));
  expect(calls.timesOf("revoke")).toEqual([0, 50, 50, 50, 50]);
  expect(calls.gate.closure("revoke")).toEqual({ openAt: after(7050), cause: "limit", limitName: "tokens" });
});

test("what is in flight counts as spent", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("revoke", limited(3)));
  const passed = many(5, (index) => calls.pass("revoke", limited(index < 3 ? 2 - index : 9 - index)));
  await calls.clock.run(Promise.all(passed.slice(0, 3)));
  expect(calls.timesOf("revoke")).toEqual([0, 50, 50, 50]);
});

test("a new period begins with all of its calls", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("revoke", limited(0, { resetSeconds: 7 })));
  await calls.clock.run(Promise.all(many(10, () => calls.pass("revoke", limited(5)))));
  expect(calls.timesOf("revoke")).toEqual([0, ...many(10, () => 7050)]);
});

test("calls go on a moment after the period's end, at most a hundredth of it", async () => {
  const calls = new GatedCalls({ random: () => 1 });
  await calls.clock.run(calls.pass("revoke", limited(0, { periodSeconds: 10, resetSeconds: 7 })));
  await calls.clock.run(calls.pass("revoke"));
  expect(calls.timesOf("revoke")).toEqual([0, 7150]);
});

test("the moment after a wait of unknown reason is at most a tenth of it, and a second", async () => {
  const calls = new GatedCalls({ random: () => 1 });
  await calls.clock.run(calls.pass("revoke", rateLimited(4)));
  await calls.clock.run(calls.pass("revoke", rateLimited(60)));
  await calls.clock.run(calls.pass("revoke"));
  expect(calls.timesOf("revoke")).toEqual([0, 4450, 65_500]);
});

test("of ends told in whole seconds the nearest counts", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("revoke", limited(9, { resetSeconds: 7 })));
  await calls.clock.run(calls.pass("revoke", limited(0, { resetSeconds: 6 })));
  expect(calls.gate.closure("revoke")).toMatchObject({ openAt: after(6100) });
});

test("an answer that comes after its period is over says nothing about the next", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("revoke", limited(9, { resetSeconds: 7 })));
  const late = calls.gate.pass("revoke", forever, async () => {
    await calls.clock.sleep(9000);
    return limited(0, { resetSeconds: 0 });
  });
  await calls.clock.run(
    Promise.all([late, calls.clock.sleep(8000).then(() => calls.pass("revoke", limited(8)))]),
  );
  expect(calls.gate.closure("revoke")).toBeUndefined();
});

test("after a 429 one call goes ahead again", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("revoke", rateLimited(5)));
  await calls.clock.run(Promise.all(many(3, () => calls.pass("revoke"))));
  expect(calls.timesOf("revoke")).toEqual([0, 5050, 5100, 5100]);
});

test("a limit that DELETEs have met does not hold back GETs", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("revoke", rateLimited(30)));
  await calls.clock.run(Promise.all([calls.pass("find"), calls.pass("list")]));
  expect(calls.gate.closure("revoke")).toBeDefined();
  expect(calls.gate.closure("find")).toBeUndefined();
  expect(calls.clock.elapsedMs).toBeLessThan(1000);
});

test("endpoints whose answers name the same limit share it", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("find", limited(9)));
  await calls.clock.run(calls.pass("revoke", limited(0)));
  expect(calls.gate.closure("find")).toEqual(calls.gate.closure("revoke"));
  expect(calls.gate.closure("find")).toMatchObject({ cause: "limit", limitName: "tokens" });
});

test("endpoints of one method share a limit without a name", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("find", limited(0, { name: "" })));
  expect(calls.gate.closure("list")).toEqual({ openAt: after(10_050), cause: "limit" });
  expect(calls.gate.closure("revoke")).toBeUndefined();
});

test("endpoints whose answers name different limits have one each", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("find", limited(0, { name: "one" })));
  await calls.clock.run(calls.observe("list", limited(9, { name: "many" })));
  expect(calls.gate.closure("list")).toBeUndefined();
  expect(calls.gate.closure("find")).toBeDefined();
});

test("a 429 without a word of how long is one backoff for everybody", async () => {
  const calls = new GatedCalls({ random: () => 1 });
  await calls.clock.run(calls.pass("revoke"));
  await calls.clock.run(Promise.all(many(8, () => calls.pass("revoke", 429))));
  expect(calls.gate.closure("revoke")).toEqual({ openAt: after(1100), cause: "backoff" });
  await calls.clock.run(Promise.all(many(8, () => calls.pass("revoke"))));
  expect(calls.timesOf("revoke").slice(9)).toEqual([1100, ...many(7, () => 1150)]);
});

test("an answer without limits, from some gateway, does not make the known one forgotten", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("revoke", limited(0)));
  await calls.clock.run(calls.pass("revoke", 503));
  expect(calls.gate.state.limits.find(({ name }) => name === "tokens")).toMatchObject({
    limit: 10,
    remaining: 10,
  });
});

test("a call whose answer is lost counts as spent until an answer says else", async () => {
  const calls = new GatedCalls();
  await calls.clock.run(calls.pass("revoke", limited(1)));
  await calls.clock.run(calls.pass("revoke", silence(calls.clock)));
  expect(calls.gate.closure("revoke")).toBeDefined();
});

test("a bug in sending is neither swallowed nor does it block the line", async () => {
  const calls = new GatedCalls();
  const bug = new TypeError("not a function");
  await expect(calls.gate.pass("revoke", forever, () => Promise.reject(bug))).rejects.toBe(bug);
  await calls.clock.run(calls.pass("revoke"));
  expect(calls.timesOf("revoke")).toEqual([0]);
});

test("what the gate knows and waits for can be read off it", async () => {
  const calls = new GatedCalls();
  expect(calls.gate.state).toEqual({
    inFlight: 0,
    limits: [
      { endpoints: ["revoke"], inFlight: 0, waiting: 0 },
      { endpoints: ["find", "list"], inFlight: 0, waiting: 0 },
    ],
  });
  await calls.clock.run(calls.pass("revoke", limited(0, { limit: 20, periodSeconds: 60, resetSeconds: 42 })));
  void calls.pass("revoke");
  void calls.pass("revoke");
  void calls.pass("find");
  expect(calls.gate.state).toEqual({
    inFlight: 1,
    limits: [
      {
        endpoints: ["revoke"],
        inFlight: 0,
        waiting: 2,
        name: "tokens",
        limit: 20,
        periodSeconds: 60,
        remaining: 0,
        closure: { openAt: after(42_050), cause: "limit", limitName: "tokens" },
      },
      { endpoints: ["find", "list"], inFlight: 1, waiting: 0 },
    ],
  });
});
