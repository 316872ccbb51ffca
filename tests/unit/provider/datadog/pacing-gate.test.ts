import { PacingGate } from "../../../../provider/datadog";
import { startOfTime, VirtualClock } from "./support/virtual-clock";

const inSeconds = (seconds: number) => startOfTime + seconds * 1000;

function gateWith(random: () => number): { gate: PacingGate; clock: VirtualClock } {
  const clock = new VirtualClock();
  return { gate: new PacingGate({ clock, random }), clock };
}

test("an open gate lets through at once", async () => {
  const { gate, clock } = gateWith(() => 0);
  await expect(clock.run(gate.waitUntilOpen(inSeconds(10)))).resolves.toBeUndefined();
  expect(gate.closure()).toBeUndefined();
  expect(clock.sleepsMs).toEqual([]);
});

test("a shut gate lets through when it opens", async () => {
  const { gate, clock } = gateWith(() => 0);
  gate.close({ openAt: inSeconds(7) });
  await expect(clock.run(gate.waitUntilOpen(inSeconds(10)))).resolves.toBeUndefined();
  expect(clock.sleepsMs).toEqual([7000]);
});

test("a gate that stays shut beyond the deadline says so at once", async () => {
  const { gate, clock } = gateWith(() => 0);
  const closure = { openAt: inSeconds(10), limitName: "token_deletes" };
  gate.close(closure);
  await expect(clock.run(gate.waitUntilOpen(inSeconds(10)))).resolves.toEqual(closure);
  expect(clock.sleepsMs).toEqual([]);
});

test("a shorter closure does not open a gate that is shut for longer", () => {
  const { gate } = gateWith(() => 0);
  gate.close({ openAt: inSeconds(7) });
  gate.close({ openAt: inSeconds(3) });
  expect(gate.closure()).toEqual({ openAt: inSeconds(7) });
});

test("those who wait go on waiting when the gate is shut for longer meanwhile", async () => {
  const { gate, clock } = gateWith(() => 0);
  gate.close({ openAt: inSeconds(2) });
  const passed = gate.waitUntilOpen(inSeconds(60));
  gate.close({ openAt: inSeconds(5) });
  await clock.run(passed);
  expect(clock.elapsedMs).toBe(5000);
});

test("those who wait are spread over a moment after the opening, never before it", async () => {
  const dice = [0, 0.5, 1];
  const { gate, clock } = gateWith(() => dice.shift() ?? 0);
  gate.close({ openAt: inSeconds(4) });
  await clock.run(Promise.all([1, 2, 3].map(() => gate.waitUntilOpen(inSeconds(60)))));
  expect(clock.sleepsMs).toEqual([4000, 4200, 4400]);
});

test("the spread is at most a second, and leaves half of the time left for the attempt", async () => {
  const { gate, clock } = gateWith(() => 1);
  gate.close({ openAt: inSeconds(50) });
  await clock.run(Promise.all([gate.waitUntilOpen(inSeconds(600)), gate.waitUntilOpen(inSeconds(51))]));
  expect(clock.sleepsMs).toEqual([51_000, 50_500]);
});
