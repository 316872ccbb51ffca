import { execFile } from "node:child_process";
import { chmod, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, delimiter, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { checkoutFolder, linkPackages } from "../engine/example-copy";

/** The pack as the CLI on PATH can start it. */
export interface PolicyPack {
  /** For `--policy-pack`. */
  folder: string;
  /** The `PATH` with which the CLI finds all that it needs for the pack. */
  path: string;
}

const ownFolder = join(checkoutFolder, "policy");
const runtime = "nodejs-policy-pack";

/**
 * The checkout's own policy pack. The engine starts a Node.js pack through the language host, and a host that was built
 * from the Go module (see tools/) is too old to know how: for it there is a copy of the pack that is the same but for
 * the name of its runtime. The engine starts a pack of a runtime without a language host through a command of that
 * name, which does here what a current host does.
 *
 * @param parentFolder - where the copy and the command go.
 */
export async function policyPack(parentFolder: string): Promise<PolicyPack> {
  const path = process.env["PATH"] ?? "";
  if (await canStartPolicyPacks(path)) {
    return { folder: ownFolder, path };
  }

  const folder = join(parentFolder, "policy");
  await cp(ownFolder, folder, { recursive: true, filter: (each) => basename(each) !== "node_modules" });
  await linkPackages(folder);
  const project = join(folder, "PulumiPolicy.yaml");
  const [before, after, ...more] = (await readFile(project, "utf8")).split("name: nodejs");
  if (after === undefined || more.length > 0) {
    throw new Error(`${project} does not name its runtime once.`);
  }
  await writeFile(project, `${before}name: ${runtime}${after}`);

  const commands = join(parentFolder, "commands");
  await mkdir(commands);
  const command = join(commands, `pulumi-analyzer-policy-${runtime}`);
  await writeFile(command, '#!/bin/sh\nexec node ./node_modules/@pulumi/pulumi/cmd/run-policy-pack "$@"\n');
  await chmod(command, 0o755);
  return { folder, path: `${commands}${delimiter}${path}` };
}

/** A host that starts policy packs names the module which it starts. */
async function canStartPolicyPacks(path: string): Promise<boolean> {
  for (const folder of path.split(delimiter)) {
    const host = await readFile(join(folder, "pulumi-language-nodejs")).catch(() => undefined);
    if (host !== undefined) {
      return host.includes("@pulumi/pulumi/cmd/run-policy-pack");
    }
  }
  return false;
}

/** The result of a run of the CLI with a policy pack. */
export interface GuardedRun {
  /** `true` if the CLI's exit code was 0. */
  isPassed: boolean;
  /** All that it printed, without colours. */
  printed: string;
}

/**
 * Runs the CLI on a stack, with the pack.
 *
 * @param command - `preview` or `up`, with what it needs.
 * @param config - for `--policy-pack-config`.
 */
export async function runGuarded(
  pack: PolicyPack,
  command: readonly string[],
  { workDir, environment, config }: { workDir: string; environment: Record<string, string>; config: unknown },
): Promise<GuardedRun> {
  const configFile = join(workDir, "policy-config.json");
  await writeFile(configFile, JSON.stringify(config));
  const args = [...command, "--stack=test", "--non-interactive", "--color=never"];
  const ofPack = [`--policy-pack=${pack.folder}`, `--policy-pack-config=${configFile}`];
  const env = { ...process.env, ...environment, PATH: pack.path };
  return new Promise((resolve) => {
    execFile("pulumi", [...args, ...ofPack], { cwd: workDir, env }, (error, stdout, stderr) => {
      resolve({ isPassed: error === null, printed: stripVTControlCharacters(stdout + stderr) });
    });
  });
}
