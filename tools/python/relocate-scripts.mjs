import { lstatSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Lets the scripts of a virtual environment find its Python beside themselves, since pip has written into each the place
 * where the folder was when it was filled. The second and third line are one string to Python, and a command to the shell.
 * No compiled copy is left beside a plugin that a script loads.
 *
 * @param {string} folder with the scripts and Python
 */
export function relocateScripts(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!lstatSync(path).isFile()) {
      continue;
    }
    const content = readFileSync(path);
    if (content.subarray(0, folder.length + 3).toString() !== `#!${folder}/`) {
      continue;
    }
    const body = content.subarray(content.indexOf("\n") + 1);
    const start = `#!/bin/sh\n'''exec' "$(dirname "$0")/python" -I -B "$0" "$@"\n' '''\n`;
    writeFileSync(path, Buffer.concat([Buffer.from(start), body]));
  }
}
