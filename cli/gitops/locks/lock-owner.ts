/** Whoever holds the lock of a stack in a file backend, as the backend tells it; or why that can't be told. */
export type LockOwner = KnownOwner | { untold: string };

/** A run by what it says of itself. */
export interface KnownOwner {
  user: string;
  host: string;
  processId: number;
  /** Time in Pulumi's form, such as 2026-11-28T08:35:05Z. */
  since: string;
}

/** Reads who holds a lock from its content; undefined if that is not what Pulumi's CLI (3.259.0) writes. */
export function ownerIn(content: unknown): KnownOwner | undefined {
  const { pid, username, hostname, timestamp } = (content ?? {}) as Readonly<Record<string, unknown>>;
  // To a process id below 1 the system gives a meaning of its own, such as a whole group of processes.
  return typeof pid === "number" &&
    Number.isSafeInteger(pid) &&
    pid > 0 &&
    typeof username === "string" &&
    typeof hostname === "string" &&
    typeof timestamp === "string"
    ? { processId: pid, user: username, host: hostname, since: timestamp }
    : undefined;
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

/** The names of machines to which nobody has given one. */
const manyMachines = /^(?:localhost(?:\..*)?|\(none\)|)$/i;

/** Tells whether the run that holds a lock is at work. What runs on another machine can't be told. */
export function lifeOf(owner: LockOwner, machine: Machine): OwnerLife {
  if ("untold" in owner || owner.host !== machine.host) {
    return "unknown";
  }
  if (machine.isRunning(owner.processId)) {
    return "alive";
  }
  return machine.seesAllProcesses && !manyMachines.test(owner.host) ? "dead" : "unknown";
}

/** A run by its user, host, process and start. */
export function describeOwner(owner: LockOwner): string {
  if ("untold" in owner) {
    return `a run that can't be told (${owner.untold})`;
  }
  const { user, host, processId, since } = owner;
  return `a run of ${user} on ${host} (process ${processId}) since ${since}`;
}
