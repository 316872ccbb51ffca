import type { CommandEnd } from "../run-command";
import { describeOperation, type CloudWord } from "./cloud-operation";
import type { LockFile } from "./lock-files";
import {
  describeOwner,
  lifeOf,
  type KnownOwner,
  type LockOwner,
  type Machine,
  type OwnerLife,
} from "./lock-owner";

/** The lock for which a run of Pulumi ended before it began. */
export interface StackLock {
  /** None on Pulumi Cloud, which tells of the operation instead. */
  owners: LockOwner[];
  /** The files of the locks, where the backend is a folder and they were read. */
  files?: LockFile[];
  /** Absent if Pulumi Cloud was not asked, or does not tell. */
  cloud?: CloudWord;
}

/**
 * The CLI's errors (3.259.0), each the first words on standard error but for what the CLI says of itself. A file backend's is
 * all that is printed: what programs, lists and reports could have written stands on standard output. Pulumi Cloud's comes
 * after a preview, and nothing is taken from anybody for it: its word is asked first.
 *
 * Nothing but words tells of a lock: `--json` and `--output json` print these same words and nothing else, `--event-log` makes no
 * file, as the events begin behind the lock, the exit status is that of any error, and the Automation API (3.270.0) looks for these
 * words itself.
 */
const lockErrors = [
  { words: /^error: the stack is currently locked by (?<locks>\d+) lock\(s\)/, isAlone: true },
  { words: /^error: \[409\] Conflict: Another update is currently in progress/, isAlone: false },
];
/** The CLI's words before them: warnings, as of a language host that is no part of its distribution, and whose token it uses. */
const firstLines = /^(?:warning: .*\n|Logging in using access token from \w+\n|\s*\n)*/;
const ownerLine =
  /^\s+\S+: created by (?<user>.+)@(?<host>\S+) \(pid (?<processId>[1-9]\d*)\) at (?<since>\S+)$/gm;

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
  if (!error.isAlone) {
    // It may stand beside words of others.
    return { owners: [] };
  }
  const owners: LockOwner[] = [...said.matchAll(ownerLine)].map(ownerOf);
  const locks = Number(error.words.exec(said)?.groups?.["locks"]);
  const untold = Math.max(locks - owners.length, 0);
  return {
    owners:
      untold === 0
        ? owners
        : [...owners, { untold: `the CLI's words do not show whose ${untold} of ${locks} locks are` }],
  };
}

/** The CLI's words (3.259.0) for JSON that it can't read, or can't take for a lock, and for a crash: a lock of `null` makes one. */
const unreadable =
  /^(?:error: (?:unexpected end of JSON input|invalid character |json: |Time\.UnmarshalJSON: |parsing time )|=+\nThe Pulumi CLI encountered a fatal error)/;

/** Tells whether the CLI ended before it began since it could not read a file, which may be a lock. */
export function isUnreadableLock({
  exitCode,
  stdout,
  stderr,
}: Pick<CommandEnd, "exitCode" | "stdout" | "stderr">): boolean {
  return exitCode !== 0 && stdout.trim() === "" && unreadable.test(stderr.replace(firstLines, ""));
}

function ownerOf({ groups = {} }: RegExpMatchArray): KnownOwner {
  const { user = "", host = "", processId = "", since = "" } = groups;
  return { user, host, processId: Number(processId), since };
}

/** Tells whether every run that holds a lock is known to be dead; not of a lock of which nobody tells. */
export function isKnownDead({ owners, cloud }: StackLock, machine: Machine): boolean {
  if (cloud !== undefined) {
    return cloud.operation === undefined;
  }
  return owners.length > 0 && owners.every((owner) => lifeOf(owner, machine) === "dead");
}

/** Tells whether a lock is taken away with all others of its stack: where it has no file, and no service that tells of it. */
export function isCancelled({ cloud, files }: StackLock): boolean {
  return cloud === undefined && files === undefined;
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
