import { Progress } from "../../../../provider/tasks/progress";
import { newClock } from "../../../support/lifecycle/provider-under-test";

function progressOf(total: number, waitingFor?: () => string | undefined) {
  const clock = newClock();
  const lines: string[] = [];
  let tick = (): void => undefined;
  const progress = new Progress(total, {
    clock,
    ...(waitingFor && { waitingFor }),
    print: (line) => lines.push(line),
    interval: (_periodMs, callBack) => {
      tick = callBack;
      return () => {
        tick = () => undefined;
      };
    },
  });
  const pass = (seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 2) {
      clock.advance(2_000);
      tick();
    }
  };
  return { progress, lines, pass };
}

test("a line says how many are done, how many failed, what the rest waits for, and how long it may take", () => {
  const { progress, lines, pass } = progressOf(
    1_000,
    () => "waiting 3 s for Datadog's rate limit of 50 calls in 5 s",
  );
  for (let index = 0; index < 99; index += 1) {
    progress.settled(true);
  }
  progress.settled(false);
  pass(2);
  expect(lines).toEqual([
    "Datadog: 100 of 1,000 tokens asked for; 1 failed; waiting 3 s for Datadog's rate limit of 50 calls in 5 s; about 18 s left",
  ]);
});

test("a line comes every two seconds, after a minute every ten", () => {
  const { lines, pass } = progressOf(10);
  pass(60);
  expect(lines).toHaveLength(30);
  pass(60);
  expect(lines).toHaveLength(36);
});

test("nothing is printed once it has stopped", () => {
  const { progress, lines, pass } = progressOf(10);
  progress.stop();
  pass(10);
  expect(lines).toEqual([]);
});
