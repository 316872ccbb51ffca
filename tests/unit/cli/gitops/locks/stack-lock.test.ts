import { thisMachine } from "../../../../../cli/gitops/locks/this-machine";
import { isKnownDead, lifeOf, lockIn, type Machine } from "../../../../../cli/gitops/locks/stack-lock";
import { lockedBy } from "../../../../support/pipelines/locked-stack";

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

test("a lock is a dead run's only if each of its owners is dead, and one is named", () => {
  expect(isKnownDead({ owners: [owner, { ...owner, host: "runner-2" }] }, machine)).toBe(false);
  expect(isKnownDead({ owners: [] }, machine)).toBe(false);
  expect(isKnownDead({ owners: [owner] }, machine)).toBe(true);
});

test("this machine knows its own process for running", () => {
  expect(thisMachine.isRunning(process.pid)).toBe(true);
});
