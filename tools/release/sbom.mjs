import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../running/run.mjs";
import { bundle } from "../toolchain/plugin-bundle.mjs";

/** @typedef {{ name: string, version: string, purl: string, licenses?: ReturnType<typeof licenseOf>[] }} Component */

/**
 * npm's own bill of materials, CycloneDX, of one of this repository's packages: what its `dependencies` bring, in the
 * versions of package-lock.json that are tested, and no peers, whose version a user chooses. npm can't write one in a
 * repository with workspaces, so it is asked beside it, of a lock that holds that package alone.
 *
 * @param {string} checkout
 * @param {string} workspace the package's folder; "" for the package at the top
 * @returns {Promise<{ components: Component[] }>}
 */
export async function sbomOf(checkout, workspace) {
  const read = (/** @type {string} */ file) => JSON.parse(readFileSync(join(checkout, file), "utf8"));
  const { name, version, description, license, dependencies } = read(join(workspace, "package.json"));
  const manifest = { name, version, description, license, dependencies };
  const parent = mkdtempSync(join(tmpdir(), "sbom-"));
  // npm calls the component after its folder.
  const folder = join(parent, name);
  try {
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    const lock = { ...read("package-lock.json"), name, version };
    lock.packages = packagesFor(lock.packages, workspace, manifest);
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lock));
    const args = ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "library", "--package-lock-only"];
    const npm = await run("npm", [...args, "--omit", "dev", "--omit", "peer"], { cwd: folder });
    if (!npm.ok) {
      throw new Error(`npm sbom failed for ${name}: ${npm.failure}`);
    }
    const sbom = JSON.parse(npm.stdout);
    return workspace === "" ? withBundled(sbom, (await bundle(checkout)).packages) : sbom;
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/**
 * @param {Record<string, Record<string, unknown>>} packages as package-lock.json has them, by folder
 * @param {string} workspace
 * @param {object} manifest
 */
function packagesFor(packages, workspace, manifest) {
  const own = workspace === "" ? undefined : `${workspace}/`;
  const installed = Object.entries(packages).filter(([path, { link }]) => {
    return link !== true && path.startsWith("node_modules/");
  });
  // Node.js finds a workspace's own packages before the shared ones.
  const nearer = Object.entries(packages)
    .filter(([path]) => own !== undefined && path.startsWith(`${own}node_modules/`))
    .map(([path, entry]) => /** @type {const} */ ([path.slice(own?.length), entry]));
  return Object.fromEntries([
    ["", manifest],
    // The marks say what a package is to all workspaces together.
    ...[...installed, ...nearer].map(([path, { dev: _, devOptional: __, peer: ___, ...entry }]) => [
      path,
      entry,
    ]),
  ]);
}

/**
 * The plugin's file holds packages that an installation does not bring.
 *
 * @param {{ components: Component[] }} sbom
 * @param {{ name: string, version: string, license?: string }[]} bundled
 */
function withBundled(sbom, bundled) {
  const listed = new Set(sbom.components.map(({ name, version }) => `${name}@${version}`));
  const missing = bundled.filter(({ name, version }) => !listed.has(`${name}@${version}`));
  const components = missing.map(({ name, version, license }) => ({
    "bom-ref": `${name}@${version}`,
    type: "library",
    name,
    version,
    scope: "required",
    purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
    properties: [{ name: "bundled", value: "dist/plugin/plugin.cjs" }],
    ...(license !== undefined && { licenses: [licenseOf(license)] }),
  }));
  return { ...sbom, components: [...sbom.components, ...components] };
}

/**
 * CycloneDX tells one licence from several.
 *
 * @param {string} license as package.json has it
 * @returns {{ license: { id: string } } | { expression: string }}
 */
function licenseOf(license) {
  return / (?:AND|OR|WITH) /.test(license) ? { expression: license } : { license: { id: license } };
}
