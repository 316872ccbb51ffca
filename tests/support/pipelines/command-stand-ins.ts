import { execFile } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkoutFolder, linkPackages } from "../engine/example-copy";

const run = promisify(execFile);

/**
 * Stand-in for `gh`: comments and alerts are answered from files, every other call is recorded, the text of a body in
 * place of its file. act itself asks gh for a token, and gets none.
 */
const ghScript = [
  '[ "$1" = auth ] && exit 1',
  'case "$*" in',
  "  *--method*) ;;",
  '  *"/comments") cat "$EARLIER_COMMENTS" 2>/dev/null || printf "[]"; exit ;;',
  '  *"/secret-scanning/alerts?state=open") exec cat "$OPEN_ALERTS" ;;',
  `  *"/secret-scanning/alerts/"*) exec node -e 'const number = Number(process.argv[1].split("/").at(-1)); const alerts = JSON.parse(fs.readFileSync(process.env.OPEN_ALERTS)); console.log(JSON.stringify(alerts.find((alert) => alert.number === number)))' "$2" ;;`,
  "esac",
  'for each; do case "$each" in body=@*) cat "\${each#body=@}";; *) printf %s "$each";; esac; printf "\\0"; done >>"$GH_CALLS"',
  'printf "\\n" >>"$GH_CALLS"',
].join("\n");

/** `npm` without a registry, `gh` without GitHub, and the package's own command, which `npm ci` would bring. */
export async function writeCommands(parent: string): Promise<string> {
  const folder = join(parent, "stand-ins");
  await mkdir(folder);
  await linkPackages(folder);
  const packages = join(folder, "node_modules");
  const npm = await which("npm");
  const commands = {
    npm: `if [ "$1" = ci ] && grep -q '"dependencies"' package.json; then for each in . policy; do ln -sfn '${packages}' $each/node_modules; done; else exec '${npm}' "$@"; fi`,
    gh: ghScript,
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
