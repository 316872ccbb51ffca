import type { CommandEnd } from "../run-command";

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
  /** Pulumi Cloud tells no owner. */
  owners: LockOwner[];
}

/** The beginnings of the errors of Pulumi's CLI 3.259.0: a file backend, Pulumi Cloud. */
const lockErrors = [
  /^error: the stack is currently locked by \d+ lock\(s\)/,
  /^error: \[409\] Conflict: Another update is currently in progress/,
];
/** The CLI's own warnings before them, as of a language host that is no part of its distribution. */
const firstWarnings = /^(?:warning: .*\n|\s*\n)*/;
const ownerLine =
  /^\s+\S+: created by (?<user>.+)@(?<host>\S+) \(pid (?<processId>\d+)\) at (?<since>\S+)$/gm;

/**
 * Reads from the end of a command that the stack was locked. The CLI says so as its first words on standard error but for
 * warnings, and nothing on standard output, where everything stands that programs, lists and reports could have written.
 */
export function lockIn({
  exitCode,
  stdout,
  stderr,
}: Pick<CommandEnd, "exitCode" | "stdout" | "stderr">): StackLock | undefined {
  const firstWords = stderr.replace(firstWarnings, "");
  const isLocked =
    exitCode !== 0 && stdout.trim() === "" && lockErrors.some((error) => error.test(firstWords));
  return isLocked ? { owners: [...stderr.matchAll(ownerLine)].map(ownerOf) } : undefined;
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

/** Tells whether every run that holds a lock is known to be dead; not of a lock without a named owner. */
export function isKnownDead({ owners }: StackLock, machine: Machine): boolean {
  return owners.length > 0 && owners.every((owner) => lifeOf(owner, machine) === "dead");
}

/** Sentences on who holds a lock, and what to do. */
export function describeLock({ owners }: StackLock, machine: Machine): string {
  const holders = owners.map((owner) => `${describeOwner(owner)}, ${lifeSentence[lifeOf(owner, machine)]}`);
  return [
    `The stack is locked${holders.length === 0 ? " by another update" : `: ${holders.join("; ")}`}.`,
    "Nothing was asked of Datadog.",
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
