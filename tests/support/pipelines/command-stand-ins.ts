import { execFile } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkoutFolder } from "../engine/example-copy";

const run = promisify(execFile);

/** `npm` without a registry, `gh` without GitHub, and the package's own command, which `npm ci` would bring. */
export async function writeCommands(parent: string): Promise<string> {
  const folder = join(parent, "stand-ins");
  await mkdir(folder);
  const packages = join(checkoutFolder, "node_modules");
  const npm = await which("npm");
  const commands = {
    npm: `if [ "$1" = ci ]; then for each in . policy; do ln -sfn '${packages}' $each/node_modules; done; else exec '${npm}' "$@"; fi`,
    // act itself asks gh for a token.
    gh: `[ "$1" = auth ] && exit 1; [ "$2" = --paginate ] && exec cat "$OPEN_ALERTS"; for each; do case "$previous" in --body-file) cat "$each";; *) printf %s "$each";; esac; printf '\\0'; previous="$each"; done >>"$GH_CALLS"; printf '\\n' >>"$GH_CALLS"`,
    "datadog-token-gitops": `exec node '${join(checkoutFolder, "dist/cli/gitops/datadog-token-gitops.js")}' "$@"`,
  };
  for (const [name, script] of Object.entries(commands)) {
    await writeFile(join(folder, name), `#!/bin/bash\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}

async function which(command: string): Promise<string> {
  const { stdout } = await run("bash", ["-c", `command -v ${command}`]);
  return stdout.trim();
}
