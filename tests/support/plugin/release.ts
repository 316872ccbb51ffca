import { mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkoutFolder } from "../engine/example-copy";
import type { PulumiEnvironment } from "../engine/pulumi-environment";
import { runCommand } from "./command";
import { pluginCommand, pluginName } from "./plugin";

/** The version of the package, which the plugin answers, too. */
export async function pluginVersion(): Promise<string> {
  const manifest = await readFile(join(checkoutFolder, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Makes the archives of a release in a folder. */
export async function makeArchives(folder: string): Promise<void> {
  await runCommand(process.execPath, [join(checkoutFolder, "tools", "archives.mjs"), folder]);
}

/**
 * The folder with the archives of a release, for tests that only use them: made once in a run of Jest, which removes the
 * folder around it (tests/set-up). Two test files that are first at the same time both make them, and use the same.
 */
export async function releaseArchives(): Promise<string> {
  const ofRun = process.env["NODE_COMPILE_CACHE"] ?? tmpdir();
  const shared = join(ofRun, "release-archives");
  if (await holdsArchives(shared)) {
    return shared;
  }
  const made = await mkdtemp(join(ofRun, "making-archives-"));
  await makeArchives(made);
  try {
    await rename(made, shared);
  } catch (error) {
    await rm(made, { recursive: true });
    if (!(await holdsArchives(shared))) {
      throw error;
    }
  }
  return shared;
}

async function holdsArchives(folder: string): Promise<boolean> {
  return readFile(join(folder, await archiveOfMachine())).then(
    () => true,
    () => false,
  );
}

async function archiveOfMachine(): Promise<string> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  return `${pluginCommand}-v${await pluginVersion()}-${system}-${architecture}.tar.gz`;
}

/** Installs the plugin from its archive into an environment's Pulumi home, as a person does who has downloaded it. */
export async function installPlugin(pulumi: PulumiEnvironment): Promise<void> {
  const archive = join(await releaseArchives(), await archiveOfMachine());
  const args = ["plugin", "install", "resource", pluginName, await pluginVersion()];
  await runCommand("pulumi", [...args, "--file", archive], { environment: pulumi.variables });
}
