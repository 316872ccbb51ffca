import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { FolderStack } from "../state/folder-stack";
import { attributesOf } from "../state/state-files";
import { ownerIn, type LockOwner } from "./lock-owner";

/** The file of one run's lock, whose name no other run's has. */
export interface LockFile {
  path: string;
  owner: LockOwner;
}

/**
 * Reads the locks of a stack in a backend that is a folder: `.pulumi/locks/ORGANIZATION/PROJECT/STACK/*.json`, each
 * `{pid, username, hostname, timestamp}` (Pulumi's CLI 3.259.0), for which any other file there is a lock, too.
 */
export async function lockFilesOf({
  folder,
  organization,
  project,
  stack,
}: FolderStack): Promise<LockFile[]> {
  const locks = join(folder, "locks", organization, project, stack);
  const names = await readdir(locks).catch(() => []);
  const files = names
    .filter((name) => !name.endsWith(".attrs"))
    .map(async (name) => {
      const path = join(locks, name);
      const text = await readFile(path, "utf8").catch(() => undefined);
      // None if the lock was taken away while it was read.
      return text === undefined ? [] : [{ path, owner: ownerOf(path, text) }];
    });
  return (await Promise.all(files)).flat();
}

/**
 * Takes away these locks and no other: `pulumi cancel` takes all that there are, also one of a run that has begun since they were
 * read.
 */
export async function takeLocksAway(files: readonly LockFile[]): Promise<void> {
  await Promise.all(
    files.flatMap(({ path }) => [path, attributesOf(path)]).map((path) => rm(path, { force: true })),
  );
}

function ownerOf(path: string, text: string): LockOwner {
  try {
    return ownerIn(JSON.parse(text)) ?? { untold: `${path} does not name it as Pulumi's CLI does` };
  } catch {
    return { untold: `${path} is cut off or damaged` };
  }
}
