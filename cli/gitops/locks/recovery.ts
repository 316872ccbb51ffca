import type { GitopsOptions } from "../gitops-options";
import type { GitopsSurroundings } from "../gitops-surroundings";
import type { CommandEnd, RunCommand } from "../run-command";
import { cancel } from "./cancel";
import { clearPending } from "./clear-pending";
import { cloudWordOn, describeOperation } from "./cloud-operation";
import { backendUrl, folderStackOf, isCloud } from "../state/folder-stack";
import { attributesOf, cutOffStateOf, takeAttributesAway } from "../state/state-files";
import { UnreadableStateError } from "../state/unreadable-state-error";
import { lockFilesIn, lockOf, lockWithoutFile } from "./found-lock";
import { takeLocksAway } from "./lock-files";
import { describeOwner, lifeOf } from "./lock-owner";
import { isCancelled, lockIn, type StackLock } from "./stack-lock";

/** The pause between two tries of a stack that is locked. */
const retrySeconds = 10;

/** The means to wait; a test's own clock does not. */
export interface Waiting {
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  print: (text: string) => void;
}

/**
 * Runs a command of Pulumi's again as long as another run holds the stack, for a limited time.
 *
 * @returns how it ended; locked still, if the time was over.
 */
export async function whileLocked(
  attempt: () => Promise<CommandEnd>,
  lockWaitSeconds: number,
  { now, sleep, print }: Waiting,
): Promise<CommandEnd> {
  const deadline = now() + lockWaitSeconds * 1000;
  for (;;) {
    const end = await attempt();
    const left = deadline - now();
    if (lockIn(end) === undefined || left <= 0) {
      return end;
    }
    print(`Another run holds the stack: waiting for it, at most ${Math.ceil(left / 1000)} s more.\n`);
    await sleep(Math.min(left, retrySeconds * 1000));
  }
}

/**
 * Makes a stack usable after a run that was killed, unless a run on this machine holds it, or Pulumi Cloud says that one does: two runs at once write the same
 * state, and what one of them revoked is lost from the record.
 *
 * @returns whether it succeeded.
 * @throws Error that names the run that is at work.
 */
export async function recoverFromDead(
  options: Pick<GitopsOptions, "stack">,
  { run, print, machine }: Pick<GitopsSurroundings, "run" | "print" | "machine">,
): Promise<boolean> {
  const url = await backendUrl(run);
  const word = isCloud(url) ? await cloudWordOn(options, run) : undefined;
  if (word?.operation !== undefined) {
    throw new Error(`The stack is not recovered. ${describeOperation(word.operation, word)}`);
  }
  if (word !== undefined) {
    // Nothing is under way, so there is nothing to cancel, which Pulumi Cloud would call an error.
    return clearPending(options, run);
  }
  const stack = await folderStackOf(options, url, run);
  const files = await lockFilesIn(stack);
  refuseIfAlive(lockOf(files), machine);
  const cutOff = stack && (await cutOffStateOf(stack));
  if (cutOff?.isWhole === false) {
    throw new UnreadableStateError(cutOff);
  }
  if (cutOff !== undefined) {
    await takeAttributesAway(cutOff);
  }
  if (files.length > 0) {
    await takeLocksAway(files);
    print(`Taken away: the lock of ${describeOwners(lockOf(files))}.\n`);
    return clearPending(options, run);
  }
  const lock = await lockWithoutFile(options, url, run);
  if (lock === undefined) {
    print("No run holds the stack.\n");
    return clearPending(options, run);
  }
  refuseIfAlive(lock, machine);
  await cancel(options, run);
  print(
    lock.owners.length === 0
      ? "Nothing locks the stack any more.\n"
      : `Taken away: the lock of ${describeOwners(lock)}. ${takesAll}\n`,
  );
  return clearPending(options, run);
}

const takesAll =
  "In this backend Pulumi's CLI takes away all locks of a stack at once: if another run has begun on it in this moment, wait for that one's end.";

/** @throws Error that names the runs of this machine that hold a lock and are at work. */
function refuseIfAlive({ owners }: StackLock, machine: GitopsSurroundings["machine"]): void {
  const running = owners.filter((owner) => lifeOf(owner, machine) === "alive");
  if (running.length > 0) {
    throw new Error(
      `The stack is not recovered: ${running.map(describeOwner).join("; ")} is at work on it. Wait for its end, or end it with SIGINT.`,
    );
  }
}

function describeOwners({ owners }: StackLock): string {
  return owners.map(describeOwner).join("; ");
}

/**
 * Takes away the attributes that a killed run has cut off, if every run that has a lock on the stack is known to be dead.
 *
 * @returns whether the state can be read now.
 */
export async function readableAgain(
  { state }: UnreadableStateError,
  options: Pick<GitopsOptions, "stack">,
  { run, print, machine }: Pick<GitopsSurroundings, "run" | "print" | "machine">,
): Promise<boolean> {
  const stack = await folderStackOf(options, await backendUrl(run), run);
  const files = await lockFilesIn(stack);
  if (!state.isWhole || files.some(({ owner }) => lifeOf(owner, machine) !== "dead")) {
    return false;
  }
  print(`${attributesOf(state.file)} was cut off by a run that was killed: it is taken away.\n`);
  await takeAttributesAway(state);
  return true;
}

/**
 * Recovers from a lock whose run is known to be dead: takes it away, and clears what the engine noted as begun. A revocation that
 * was under way is asked for again by the next `up`, which is harmless. Of Pulumi Cloud nothing is cancelled: it may be the next
 * run by now.
 *
 * @returns whether it succeeded.
 */
export async function recoverFrom(
  lock: StackLock,
  options: Pick<GitopsOptions, "stack">,
  run: RunCommand,
): Promise<boolean> {
  await takeLocksAway(lock.files ?? []);
  if (isCancelled(lock)) {
    await cancel(options, run);
  }
  return clearPending(options, run);
}
