/**
 * Makes a release's archives in the ignored folder `archives/` or in the one that it is given: the plugin's, one for each
 * operating system and architecture, under the names that Pulumi downloads, which differ in their name alone, and on
 * Windows in what starts Node.js; and the tools of a repository in YAML.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "./running/checkout.mjs";
import { gitopsTools } from "./archives/gitops-tools.mjs";
import { tarGz } from "./archives/tar.mjs";

const plugin = "pulumi-resource-datadog-token-revocation";
const architectures = ["amd64", "arm64"];
const bundle = { name: "plugin.cjs", mode: 0o644, content: built("plugin.cjs") };
const license = { name: "LICENSE", mode: 0o644, content: readFileSync(join(checkoutFolder, "LICENSE")) };
const notices = { name: "NOTICES", mode: 0o644, content: built("NOTICES") };
const shellScript = { name: plugin, mode: 0o755, content: built(plugin) };
const batchFile = { name: `${plugin}.cmd`, mode: 0o755, content: built(`${plugin}.cmd`) };

const unix = [shellScript, bundle, license, notices];
const systems = { linux: unix, darwin: unix, windows: [batchFile, bundle, license, notices] };

/** @param {string} file */
function built(file) {
  return readFileSync(join(checkoutFolder, "dist", "plugin", file));
}

const { version } = JSON.parse(readFileSync(join(checkoutFolder, "package.json"), "utf8"));
const folder = process.argv[2] ?? join(checkoutFolder, "archives");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [system, files] of Object.entries(systems)) {
  const archive = tarGz(files);
  for (const architecture of architectures) {
    write(`${plugin}-v${version}-${system}-${architecture}.tar.gz`, archive);
  }
}
write(`datadog-token-gitops-v${version}.tar.gz`, tarGz(await gitopsTools(checkoutFolder)));

/**
 * @param {string} name
 * @param {Buffer} archive
 */
function write(name, archive) {
  writeFileSync(join(folder, name), archive);
  process.stdout.write(`${name}  ${archive.length} bytes\n`);
}
