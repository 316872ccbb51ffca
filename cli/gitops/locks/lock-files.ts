import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FolderStack } from "../state/folder-stack";
import type { LockOwner } from "./stack-lock";

/**
 * Reads the locks of a stack in a backend that is a folder: `.pulumi/locks/ORGANIZATION/PROJECT/STACK/*.json`, each
 * `{pid, username, hostname, timestamp}` (Pulumi's CLI 3.259.0).
 */
export async function lockOwnersOf({
  folder,
  organization,
  project,
  stack,
}: FolderStack): Promise<LockOwner[]> {
  const locks = join(folder, "locks", organization, project, stack);
  const names = await readdir(locks).catch(() => []);
  const texts = names
    .filter((name) => name.endsWith(".json"))
    .map((name) => readFile(join(locks, name), "utf8").catch(() => ""));
  return (await Promise.all(texts)).flatMap(ownersIn);
}

/** The owner in a lock's file; none where the lock was taken away while it was read. */
function ownersIn(text: string): LockOwner[] {
  if (text === "") {
    return [];
  }
  const { pid, username, hostname, timestamp } = JSON.parse(text) as {
    pid: number;
    username: string;
    hostname: string;
    timestamp: string;
  };
  return [{ processId: pid, user: username, host: hostname, since: timestamp }];
}
