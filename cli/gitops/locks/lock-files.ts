import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stackArguments } from "../pulumi-arguments";
import type { GitopsOptions } from "../gitops-options";
import type { CommandEnd, RunCommand } from "../run-command";
import type { LockOwner } from "./stack-lock";

/**
 * Reads the locks of a stack in a backend that is a folder: `.pulumi/locks/ORGANIZATION/PROJECT/STACK/*.json`, each
 * `{pid, username, hostname, timestamp}` (Pulumi's CLI 3.259.0).
 *
 * @returns none where the backend is no folder, or can't be told.
 */
export async function lockOwnersOf(
  options: Pick<GitopsOptions, "stack">,
  url: string | undefined,
  run: RunCommand,
): Promise<LockOwner[]> {
  const folder = folderOf(url);
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

/** The address of the backend; undefined if it can't be told. */
export async function backendUrl(run: RunCommand): Promise<string | undefined> {
  return urlIn(await run("pulumi", ["whoami", "--json"], { isShown: false }));
}

/** The address of the backend in the answer of `pulumi whoami --json`. */
export function urlIn({ exitCode, stdout }: Pick<CommandEnd, "exitCode" | "stdout">): string | undefined {
  return exitCode === 0 ? (JSON.parse(stdout) as { url?: string }).url : undefined;
}

function folderOf(url: string | undefined): string | undefined {
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

/** Tells whether a backend is Pulumi Cloud, or a service like it: one on a host of its own may have no address for people. */
export function isCloud(url: string | undefined): boolean {
  return url === "" || url?.startsWith("http") === true;
}
