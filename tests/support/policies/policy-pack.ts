import { execFile } from "node:child_process";
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, delimiter, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
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
  const text = await readFile(project, "utf8");
  await writeFile(project, text.replace("name: nodejs", `name: ${runtime}`));

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

/**
 * Compiles a copy of the pack in its place: as it is, each run of the engine checks all of its types anew. That it runs
 * as it is, tests/e2e/policy.test.ts shows.
 */
export async function compilePack(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  const sources = files.filter((file) => file.endsWith(".ts") && !file.includes("node_modules"));
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2023, esModuleInterop: true };
  for (const source of sources) {
    const file = join(folder, source);
    const { outputText } = transpileModule(await readFile(file, "utf8"), { compilerOptions });
    await writeFile(file.replace(/ts$/, "js"), outputText);
    await rm(file);
  }
  const manifest = join(folder, "package.json");
  const text = await readFile(manifest, "utf8");
  await writeFile(manifest, text.replace('"main": "index.ts"', '"main": "index.js"'));
  const project = join(folder, "PulumiPolicy.yaml");
  const settings = await readFile(project, "utf8");
  await writeFile(project, settings.replace("typescript: true", "typescript: false"));
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
