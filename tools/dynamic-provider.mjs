import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findExecutable } from "./executable.mjs";

/** What the engine starts to serve dynamic providers written for Node.js. */
const name = "pulumi-resource-pulumi-nodejs";

/**
 * Official distributions of the CLI bring the dynamic-provider process. For others there is the same script in the npm
 * package `@pulumi/pulumi`; it may lack its run bit there, so PATH gets a copy in the cache.
 *
 * @param {string[]} folders of the PATH to come
 * @param {{ checkout: string, cache: string }} surroundings
 * @returns {string[]} the folder to be added to them, if any
 */
export function dynamicProviderFolders(folders, { checkout, cache }) {
  if (findExecutable(name, folders) !== undefined) return [];
  const script = readFileSync(join(checkout, "node_modules", "@pulumi", "pulumi", name));
  const folder = join(
    cache,
    `dynamic-provider-${createHash("sha256").update(script).digest("hex").slice(0, 16)}`,
  );
  const copy = join(folder, name);
  if (!existsSync(copy)) {
    mkdirSync(folder, { recursive: true });
    const partial = `${copy}.partial-${process.pid}`;
    writeFileSync(partial, script, { mode: 0o755 });
    renameSync(partial, copy);
  }
  return [folder];
}
