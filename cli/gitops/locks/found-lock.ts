import type { GitopsOptions } from "../gitops-options";
import type { CommandEnd, RunCommand } from "../run-command";
import { backendUrl, folderStackOf, isCloud, type FolderStack } from "../state/folder-stack";
import { askedLock } from "./asked-lock";
import { cloudWordOn } from "./cloud-operation";
import { lockFilesOf, type LockFile } from "./lock-files";
import { isUnreadableLock, lockIn, type StackLock } from "./stack-lock";

/** The lock for which a run of Pulumi ended, and what Pulumi Cloud says of it where no run is named. */
export async function lockBehind(
  end: CommandEnd,
  options: Pick<GitopsOptions, "stack">,
  run: RunCommand,
): Promise<StackLock | undefined> {
  const lock = lockIn(end);
  if (lock === undefined && isUnreadableLock(end)) {
    const url = await backendUrl(run);
    const files = await lockFilesIn(await folderStackOf(options, url, run));
    const held = files.length > 0 ? lockOf(files) : await lockWithoutFile(options, url, run);
    return held?.owners.some((owner) => "untold" in owner) === true ? held : undefined;
  }
  if (lock === undefined || lock.owners.length > 0) {
    return lock;
  }
  const cloud = await cloudWordOn(options, run);
  return { ...lock, ...(cloud && { cloud }) };
}

/**
 * Reads the lock of a run that is known to be dead once more where its files stand: in a backend that is a folder, no words of
 * a command's decide what is taken away.
 */
export async function lockOnFile(
  lock: StackLock,
  options: Pick<GitopsOptions, "stack">,
  run: RunCommand,
): Promise<StackLock> {
  const url = lock.cloud === undefined ? await backendUrl(run) : undefined;
  const stack = await folderStackOf(options, url, run);
  if (stack === undefined) {
    return lock;
  }
  return lockOf(await lockFilesOf(stack));
}

/** The locks of a stack as files; none where the backend is no folder. */
export async function lockFilesIn(stack: FolderStack | undefined): Promise<LockFile[]> {
  return stack === undefined ? [] : lockFilesOf(stack);
}

/** The lock that files make. */
export function lockOf(files: LockFile[]): StackLock {
  return { files, owners: files.map(({ owner }) => owner) };
}

/**
 * The lock of a stack in a backend that is no folder, or in which no file of one was found.
 *
 * @returns undefined if nobody holds the stack; a lock without owners if that can't be told.
 */
export async function lockWithoutFile(
  options: Pick<GitopsOptions, "stack">,
  url: string | undefined,
  run: RunCommand,
): Promise<StackLock | undefined> {
  return url === undefined || isCloud(url) ? { owners: [] } : askedLock(options, run);
}
