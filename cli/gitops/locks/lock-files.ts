import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stackArguments } from "../pulumi-arguments";
import type { GitopsOptions } from "../gitops-options";
import type { RunCommand } from "../run-command";
import type { LockOwner } from "./stack-lock";

/**
 * Reads the locks of a stack in a backend that is a folder: `.pulumi/locks/ORGANIZATION/PROJECT/STACK/*.json`, each
 * `{pid, username, hostname, timestamp}` (Pulumi's CLI 3.259.0).
 *
 * @returns none where the backend is no folder, or can't be told.
 */
export async function lockOwnersOf(
  options: Pick<GitopsOptions, "stack">,
  run: RunCommand,
): Promise<LockOwner[]> {
  const folder = await backendFolder(run);
  const named = await run(
    "pulumi",
    ["stack", "--show-name", "--fully-qualify-stack-names", ...stackArguments(options)],
    { isShown: false },
  );
  if (folder === undefined || named.exitCode !== 0) {
    return [];
  }
  const locks = join(folder, ".pulumi", "locks", ...named.stdout.trim().split("/"));
  const names = await readdir(locks).catch(() => []);
  const texts = names
    .filter((name) => name.endsWith(".json"))
    .map((name) => readFile(join(locks, name), "utf8").catch(() => ""));
  return (await Promise.all(texts)).flatMap(ownersIn);
}

async function backendFolder(run: RunCommand): Promise<string | undefined> {
  const { exitCode, stdout } = await run("pulumi", ["whoami", "--json"], { isShown: false });
  const url = exitCode === 0 ? (JSON.parse(stdout) as { url?: string }).url : undefined;
  if (url?.startsWith("file://") !== true) {
    return undefined;
  }
  return url.startsWith("file://~") ? join(homedir(), url.slice("file://~".length)) : fileURLToPath(url);
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
