import type { CommandEnd } from "../run-command";
import { describeOperation, type CloudWord } from "./cloud-operation";

/** Whoever holds the lock of a stack in a file backend, as the backend tells it. */
export interface LockOwner {
  user: string;
  host: string;
  processId: number;
  /** Time in Pulumi's form, such as 2026-11-28T08:35:05Z. */
  since: string;
}

/** The lock for which a run of Pulumi ended before it began. */
export interface StackLock {
  /** None on Pulumi Cloud, which tells of the operation instead. */
  owners: LockOwner[];
  /** Absent if Pulumi Cloud was not asked, or does not tell. */
  cloud?: CloudWord;
}

/**
 * The CLI's errors (3.259.0), each the first words on standard error but for what the CLI says of itself. A file backend's is
 * all that is printed: what programs, lists and reports could have written stands on standard output. Pulumi Cloud's comes
 * after a preview, and nothing is taken from anybody for it: its word is asked first.
 */
const lockErrors = [
  { words: /^error: the stack is currently locked by \d+ lock\(s\)/, isAlone: true },
  { words: /^error: \[409\] Conflict: Another update is currently in progress/, isAlone: false },
];
/** The CLI's words before them: warnings, as of a language host that is no part of its distribution, and whose token it uses. */
const firstLines = /^(?:warning: .*\n|Logging in using access token from \w+\n|\s*\n)*/;
const ownerLine =
  /^\s+\S+: created by (?<user>.+)@(?<host>\S+) \(pid (?<processId>\d+)\) at (?<since>\S+)$/gm;

/** Reads from the end of a command that the stack was locked. */
export function lockIn({
  exitCode,
  stdout,
  stderr,
}: Pick<CommandEnd, "exitCode" | "stdout" | "stderr">): StackLock | undefined {
  const said = stderr.replace(firstLines, "");
  const error = lockErrors.find(
    ({ words, isAlone }) => words.test(said) && (!isAlone || stdout.trim() === ""),
  );
  if (exitCode === 0 || error === undefined) {
    return undefined;
  }
  // What is not alone may stand beside words of others.
  return { owners: error.isAlone ? [...said.matchAll(ownerLine)].map(ownerOf) : [] };
}

function ownerOf({ groups = {} }: RegExpMatchArray): LockOwner {
  const { user = "", host = "", processId = "", since = "" } = groups;
  return { user, host, processId: Number(processId), since };
}

/** Knowledge of the run that holds a lock. */
export type OwnerLife = "alive" | "dead" | "unknown";

/** The machine on which the command runs. */
export interface Machine {
  host: string;
  /** Tells whether it sees all processes of the host: a container with a host's name does not. */
  seesAllProcesses: boolean;
  isRunning: (processId: number) => boolean;
}

/** Tells whether the run that holds a lock is at work. What runs on another machine can't be told. */
export function lifeOf({ host, processId }: LockOwner, machine: Machine): OwnerLife {
  if (host !== machine.host) {
    return "unknown";
  }
  if (machine.isRunning(processId)) {
    return "alive";
  }
  return machine.seesAllProcesses ? "dead" : "unknown";
}

/** Tells whether every run that holds a lock is known to be dead; not of a lock of which nobody tells. */
export function isKnownDead({ owners, cloud }: StackLock, machine: Machine): boolean {
  if (cloud !== undefined) {
    return cloud.operation === undefined;
  }
  return owners.length > 0 && owners.every((owner) => lifeOf(owner, machine) === "dead");
}

/** A sentence, without its end, on a run that is known to be dead. */
export function describeDeath({ cloud }: StackLock): string {
  return cloud === undefined
    ? "The stack is locked by a run that was interrupted, and is dead"
    : "The stack was locked, and Pulumi Cloud says that nothing is under way on it any more";
}

/** Sentences on who holds a lock, and what to do. */
export function describeLock({ owners, cloud }: StackLock, machine: Machine): string {
  if (cloud?.operation !== undefined) {
    return `The stack is locked. Nothing was revoked. Wait for that run (--lock-wait SECONDS). ${describeOperation(cloud.operation, cloud)}`;
  }
  const holders = owners.map((owner) => `${describeOwner(owner)}, ${lifeSentence[lifeOf(owner, machine)]}`);
  return [
    `The stack is locked${holders.length === 0 ? " by another update" : `: ${holders.join("; ")}`}.`,
    "Nothing was revoked.",
    "Wait for that run (--lock-wait SECONDS), or, if you know that it is dead, run: datadog-token-gitops recover",
  ].join(" ");
}

const lifeSentence: Record<OwnerLife, string> = {
  alive: "which is running",
  dead: "which is dead",
  unknown: "which may be running",
};

/** A run by its user, host, process and start. */
export function describeOwner({ user, host, processId, since }: LockOwner): string {
  return `a run of ${user} on ${host} (process ${processId}) since ${since}`;
}
