import { readFile } from "node:fs/promises";
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

/** Makes the archives of a release in a folder, and returns the name of the one for this machine. */
export async function makeArchives(folder: string): Promise<string> {
  await runCommand(process.execPath, [join(checkoutFolder, "tools", "archives.mjs"), folder]);
  const system = process.platform === "win32" ? "windows" : process.platform;
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  return `${pluginCommand}-v${await pluginVersion()}-${system}-${architecture}.tar.gz`;
}

/** Installs the plugin from its archive into an environment's Pulumi home, as a person does who has downloaded it. */
export async function installPlugin(pulumi: PulumiEnvironment): Promise<void> {
  const folder = join(pulumi.folder, "archives");
  const archive = await makeArchives(folder);
  const args = ["plugin", "install", "resource", pluginName, await pluginVersion()];
  await runCommand("pulumi", [...args, "--file", join(folder, archive)], { environment: pulumi.variables });
}
