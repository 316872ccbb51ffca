import { spawnSync } from "node:child_process";
import { hostname } from "node:os";
import { thisMachine } from "../../../../../cli/gitops/locks/this-machine";
import { lifeOf, type Machine } from "../../../../../cli/gitops/locks/lock-owner";
import { isKnownDead, lockIn } from "../../../../../cli/gitops/locks/stack-lock";
import { isInContainer, lockedBy } from "../../../../support/pipelines/locked-stack";

const owner = { user: "ci", host: "runner-1", processId: 77, since: "2026-11-28T08:35:05Z" };
const machine: Machine = { host: "runner-1", seesAllProcesses: true, isRunning: () => false };

test("a lock tells its owner: user, host, process, and since when", () => {
  expect(lockIn({ stdout: "", ...lockedBy(owner) })).toEqual({ owners: [owner] });
});

test.each<[string, Partial<Parameters<typeof lockIn>[0]>]>([
  ["a run that went well", { exitCode: 0 }],
  ["a run that began", { stdout: "Updating (prod):\n" }],
  ["another failure", { stderr: "error: 403 Forbidden" }],
  ["a failure that quotes the words", { stderr: `error: the file ${lockedBy(owner).stderr}` }],
])("%s is no lock", (_, end) => {
  expect(lockIn({ stdout: "", ...lockedBy(owner), ...end })).toBeUndefined();
});

test("of more locks than owners it is not told whose the others are, and no lock is a dead run's", () => {
  const { stderr } = lockedBy(owner);
  const lock = lockIn({ exitCode: 1, stdout: "", stderr: stderr.replace("by 1 lock(s)", "by 2 lock(s)") });
  expect(lock?.owners).toEqual([owner, { untold: "the CLI's words do not show whose 1 of 2 locks are" }]);
  expect(lock && isKnownDead(lock, machine)).toBe(false);
});

test("beside what others may have written, no owner is read: Pulumi Cloud is asked", () => {
  const stderr = `error: [409] Conflict: Another update is currently in progress.\n${lockedBy(owner).stderr}`;
  expect(lockIn({ exitCode: 255, stdout: "Updating (prod)", stderr })).toEqual({ owners: [] });
});

test.each<[string, Partial<Machine>, string]>([
  ["dead where its machine has no such process", {}, "dead"],
  ["alive where its machine has its process", { isRunning: () => true }, "alive"],
  ["not told on another machine", { host: "runner-2" }, "unknown"],
  ["not told in a container, which sees its own processes only", { seesAllProcesses: false }, "unknown"],
])("a run is %s", (_, differing, life) => {
  expect(lifeOf(owner, { ...machine, ...differing })).toBe(life);
});

test.each(["localhost", "localhost.localdomain", "(none)", ""])(
  "a run on a machine that is called %j is not told, since many are",
  (host) => {
    expect(lifeOf({ ...owner, host }, { ...machine, host })).toBe("unknown");
    expect(lifeOf({ ...owner, host }, { ...machine, host, isRunning: () => true })).toBe("alive");
  },
);

test("a lock is a dead run's only if each of its owners is dead, and one is named", () => {
  expect(isKnownDead({ owners: [owner, { ...owner, host: "runner-2" }] }, machine)).toBe(false);
  expect(isKnownDead({ owners: [] }, machine)).toBe(false);
  expect(isKnownDead({ owners: [owner] }, machine)).toBe(true);
});

test("this machine sees all processes wherever it is not in a container", () => {
  expect(thisMachine.seesAllProcesses).toBe(!isInContainer());
});

test("of a process of its own that has ended, this machine tells that it is dead, if it sees all of them", () => {
  const ended = { ...owner, host: hostname(), processId: spawnSync("true").pid };
  expect(lifeOf(ended, { ...thisMachine, seesAllProcesses: true })).toBe("dead");
});

test("this machine knows its own process for running", () => {
  expect(thisMachine.isRunning(process.pid)).toBe(true);
});
