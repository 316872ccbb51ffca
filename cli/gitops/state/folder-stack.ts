import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { stackArguments } from "../pulumi-arguments";
import type { GitopsOptions } from "../gitops-options";
import type { CommandEnd, RunCommand } from "../run-command";

/** A stack in a backend that is a folder. */
export interface FolderStack {
  /** The folder `.pulumi` of the backend. */
  folder: string;
  organization: string;
  project: string;
  stack: string;
}

/**
 * Finds a stack in a backend that is a folder.
 *
 * @param url - the backend's address.
 * @returns undefined where the backend is no folder, or the stack can't be told.
 */
export async function folderStackOf(
  options: Pick<GitopsOptions, "stack">,
  url: string | undefined,
  run: RunCommand,
): Promise<FolderStack | undefined> {
  const folder = folderOf(url);
  if (folder === undefined) {
    return undefined;
  }
  const args = ["stack", "--show-name", "--fully-qualify-stack-names", ...stackArguments(options)];
  const named = await run("pulumi", args, { isShown: false });
  // A stack whose state can't be read has no name for the CLI, in which it is looked for all the same.
  const name = named.exitCode === 0 ? named.stdout.trim() : (options.stack ?? "");
  const [stack = "", project = projectHere(), organization = "organization"] = name.split("/").reverse();
  if (stack === "" || project === undefined) {
    return undefined;
  }
  return { folder: join(folder, ".pulumi"), organization, project, stack };
}

/** The address of the backend; undefined if it can't be told. */
export async function backendUrl(run: RunCommand): Promise<string | undefined> {
  return urlIn(await run("pulumi", ["whoami", "--json"], { isShown: false }));
}

/** The address of the backend in the answer of `pulumi whoami --json`. */
export function urlIn({ exitCode, stdout }: Pick<CommandEnd, "exitCode" | "stdout">): string | undefined {
  return exitCode === 0 ? (JSON.parse(stdout) as { url?: string }).url : undefined;
}

/** Tells whether a backend is Pulumi Cloud, or a service like it: one on a host of its own may have no address for people. */
export function isCloud(url: string | undefined): boolean {
  return url === "" || url?.startsWith("http") === true;
}

function folderOf(url: string | undefined): string | undefined {
  if (url?.startsWith("file://") !== true) {
    return undefined;
  }
  const address = url.replace(/\?.*$/, "");
  return address.startsWith("file://~")
    ? join(homedir(), address.slice("file://~".length))
    : fileURLToPath(address);
}

/** The name of the project in whose folder, or below it, the command was started. */
function projectHere(): string | undefined {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const file = join(folder, "Pulumi.yaml");
    if (existsSync(file)) {
      return (parse(readFileSync(file, "utf8")) as { name?: string } | null)?.name;
    }
    if (folder === dirname(folder)) {
      return undefined;
    }
  }
}
