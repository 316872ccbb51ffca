import { existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pluginCommand } from "./plugin";

/**
 * The PATH of a machine that has not installed the plugin: npm links the checkout's own commands among those of its
 * packages, and Pulumi takes a plugin from PATH before any other. Node.js stays in reach.
 *
 * @param folder - where a folder with a link to Node.js is made
 */
export async function pathWithoutPlugin(folder: string): Promise<string> {
  const withNode = join(folder, "node-alone");
  await mkdir(withNode);
  await symlink(process.execPath, join(withNode, "node"));
  const others = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((other) => !existsSync(join(other, pluginCommand)));
  return [withNode, ...others].join(delimiter);
}
