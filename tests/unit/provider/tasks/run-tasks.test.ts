import { runPlainTasks, runTasks, type EndTurn, type TokenTasks } from "../../../../provider/tasks/run-tasks";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import type { NamedToken } from "../../../../provider/messages/wording";
import { newClock } from "../../../support/lifecycle/provider-under-test";

const site = "datadoghq.eu";
const done = () => Promise.resolve();
interface TokenTask extends NamedToken {
  run: (endTurn: EndTurn) => Promise<void>;
}
const tasksOf = (of: readonly TokenTask[]): TokenTasks<TokenTask> => ({
  of,
  tokenOf: (task) => task,
  run: ({ run }, endTurn) => run(endTurn),
});
const taskOf = (tokenId: string, run: TokenTask["run"]): TokenTask => ({ tokenId, site, run });

test("work of which nothing moves forward for the length of the deadline is given up, what waits included", async () => {
  const clock = newClock();
  const ticks: (() => void)[] = [];
  const interval = (_periodMs: number, callBack: () => void) => {
    ticks.push(callBack);
    return () => undefined;
  };
  const never = () => new Promise<void>(() => undefined);
  const running = runTasks(
    tasksOf([taskOf("one", done), ...["two", "three", "four"].map((tokenId) => taskOf(tokenId, never))]),
    { clock, concurrency: 2, retryDeadlineSeconds: 300, progress: { interval, print: () => undefined } },
  );
  await new Promise(setImmediate);
  clock.advance(301_000);
  for (const tick of ticks) {
    tick();
  }
  const failures = await running;
  const gaveUp = "it had been asked for, and nothing had moved forward for 300 s. It may still be valid";
  expect(failures.map(({ reason }) => reason.message).toSorted()).toEqual([
    'Did not ask for personal access token "four": nothing had moved forward for 300 s.',
    `Gave up on personal access token "three": ${gaveUp}: run again, which does no harm.`,
    `Gave up on personal access token "two": ${gaveUp}: run again, which does no harm.`,
  ]);
});

const refused = datadogErrors.rejected("revoke");
const limits = {
  concurrency: 1,
  retryDeadlineSeconds: 300,
  progress: { interval: () => () => undefined, print: () => undefined },
};

test("a failure stops no other task, and is told with token and site", async () => {
  const denied = datadogErrors.denied("revoke");
  const ran: string[] = [];
  const note = (tokenId: string) => taskOf(tokenId, () => Promise.resolve(void ran.push(tokenId)));
  const tasks = [note("one"), taskOf("two", () => Promise.reject(denied)), note("three")];
  const failures = await runTasks(tasksOf(tasks), { clock: newClock(), ...limits });
  expect(failures).toEqual([{ tokenId: "two", site, reason: denied }]);
  expect(ran).toEqual(["one", "three"]);
});

test("after a 401 no other token of the site is asked for, and those of another site are", async () => {
  const ran: string[] = [];
  const tasks: TokenTask[] = [
    taskOf("one", () => Promise.reject(refused)),
    taskOf("two", done),
    { tokenId: "three", site: "datadoghq.com", run: () => Promise.resolve(void ran.push("three")) },
  ];
  const failures = await runTasks(tasksOf(tasks), { clock: newClock(), ...limits });
  expect(failures.map(({ reason }) => reason.message)).toEqual([
    refused.message,
    'Did not ask for personal access token "two": the credentials were refused for a token before it.',
  ]);
  expect(ran).toEqual(["three"]);
});

test("a skipped token of a service account is named as such", async () => {
  const tasks: TokenTask[] = [
    taskOf("one", () => Promise.reject(refused)),
    { ...taskOf("two", done), kind: "service" },
  ];
  const failures = await runTasks(tasksOf(tasks), { clock: newClock(), ...limits });
  expect(failures[1]?.reason.message).toBe(
    'Did not ask for service access token "two": the credentials were refused for a token before it.',
  );
});

test.each([
  {
    how: "one by one",
    run: (tasks: TokenTask[]) => runTasks(tasksOf(tasks), { clock: newClock(), ...limits }),
  },
  { how: "plainly", run: (tasks: TokenTask[]) => runPlainTasks(tasksOf(tasks)) },
])(
  "what is thrown and is no error is not taken for a token's failure when tasks run $how",
  async ({ run }) => {
    // A rejection that is no Error is what this test is about.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    await expect(run([taskOf("one", () => Promise.reject("a text"))])).rejects.toBe("a text");
  },
);

test("plain tasks keep their own errors", async () => {
  const failures = await runPlainTasks(
    tasksOf([taskOf("one", () => Promise.reject(refused)), taskOf("two", done)]),
  );
  expect(failures).toEqual([{ tokenId: "one", site, reason: refused }]);
});

test("a task that has ended its turn lets the next one begin, is waited for all the same, and its failure is told", async () => {
  const ran: string[] = [];
  const others = Promise.withResolvers<undefined>();
  const denied = datadogErrors.denied("revoke");
  const first = taskOf("one", async (endTurn) => {
    endTurn();
    await others.promise;
    throw denied;
  });
  const last = taskOf("two", () => {
    ran.push("two");
    others.resolve(undefined);
    return Promise.resolve();
  });
  expect(await runTasks(tasksOf([first, last]), { clock: newClock(), ...limits })).toEqual([
    { tokenId: "one", site, reason: denied },
  ]);
  expect(ran).toEqual(["two"]);
});
