import { FakeClock } from "../../../support/fake-clock";
import { runTokenTasks } from "../../../../provider/tasks/run-tasks";

test("work of which nothing moves forward for the length of the deadline is given up, what waits included", async () => {
  const clock = new FakeClock();
  const ticks: (() => void)[] = [];
  const every = (_periodMs: number, callBack: () => void) => {
    ticks.push(callBack);
    return () => undefined;
  };
  const never = () => new Promise<void>(() => undefined);
  const done = () => Promise.resolve();
  const running = runTokenTasks(
    [{ tokenId: "one", run: done }, ...["two", "three", "four"].map((tokenId) => ({ tokenId, run: never }))],
    { clock, concurrency: 2, retryDeadlineSeconds: 300, progress: { every, print: () => undefined } },
  );
  await new Promise(setImmediate);
  clock.advance(301_000);
  for (const tick of ticks) {
    tick();
  }
  const failures = await running;
  expect(failures.map(({ tokenId }) => tokenId).sort()).toEqual(["four", "three", "two"]);
  expect(failures[0]?.reason.message).toContain("nothing had moved forward for 300 s");
});
