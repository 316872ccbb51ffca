import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { run } from "./running/run.mjs";
import { bundlePlugin } from "./toolchain/plugin-bundle.mjs";
import { bundleProvider } from "./toolchain/provider-bundle.mjs";
import { bundleTokenId } from "./toolchain/token-id-bundle.mjs";
import { writeTemplates } from "./toolchain/templates.mjs";
import { say } from "./running/say.mjs";

/**
 * @typedef {object} Build
 * @property {string} name for people
 * @property {string} project what `tsc -p` gets
 * @property {string[]} sources files and folders whose content decides whether the output is still good
 * @property {string} output the folder that tsc writes
 * @property {string[]} commands files of the output that are run as commands
 * @property {(checkout: string) => Promise<void>} finish adds what tsc does not write
 */

/** Files and folders that decide whether the compiled package is still good. */
const ofPackage = [
  ...["sdk", "provider", "cli", "plugin"],
  ...["tools/toolchain/bundle.mjs", "tools/toolchain/plugin-bundle.mjs"],
  "tools/toolchain/provider-bundle.mjs",
  ...["tools/toolchain/token-id-bundle.mjs", "tools/toolchain/bundled-packages.mjs"],
  ...["package.json", "tsconfig.build.json", "tsconfig.json"],
];

/** @type {readonly Build[]} */
const builds = [
  {
    name: "the package",
    project: "tsconfig.build.json",
    sources: ofPackage,
    output: "dist",
    commands: ["dist/cli/token-id/datadog-token-id.js", "dist/cli/gitops/datadog-token-gitops.js"],
    finish: async (checkout) => {
      await bundlePlugin(checkout);
      await bundleProvider(checkout);
      await bundleTokenId(checkout);
    },
  },
  {
    // It imports the package by its name, and goes into the package with the other files that `init` writes.
    name: "the policy pack",
    project: "policy",
    sources: [...ofPackage, "policy", "examples/gitops", "tools/toolchain/templates.mjs"],
    output: "policy/dist",
    commands: [],
    finish: (checkout) => Promise.resolve(writeTemplates(checkout)),
  },
  {
    name: "the simulator",
    project: "simulator",
    sources: ["simulator", "tsconfig.json"],
    output: "simulator/dist",
    commands: ["simulator/dist/cli.js"],
    finish: () => Promise.resolve(),
  },
];

/**
 * Compiles what has changed since it was last compiled: the package, the policy pack and the simulator.
 *
 * @param {string} checkout with its dependencies installed
 * @throws {Error} if TypeScript finds errors; they were shown
 */
export async function ensureBuilt(checkout) {
  for (const build of builds) {
    await ensureOne(checkout, build);
  }
}

/**
 * @param {string} checkout
 * @param {Build} build
 */
async function ensureOne(checkout, build) {
  const hash = hashOf(checkout, build);
  const output = join(checkout, build.output);
  const record = join(
    checkout,
    "node_modules",
    ".cache",
    "built",
    `${build.name.replaceAll(" ", "-")}.sha256`,
  );
  if (existsSync(output) && existsSync(record) && readFileSync(record, "utf8") === hash) {
    return;
  }
  say(`compiling ${build.name} (tsc -p ${build.project})`);
  // Without what was there before, a module that no longer exists can't be imported from an old output.
  for (const stale of [output, record]) {
    rmSync(stale, { recursive: true, force: true });
  }
  const tsc = join(checkout, "node_modules", "typescript", "bin", "tsc");
  const compiled = await run(process.execPath, [tsc, "-p", build.project], { cwd: checkout, show: true });
  if (!compiled.ok) {
    throw new Error(`TypeScript found errors in ${build.name}; they are listed above.`);
  }
  for (const command of build.commands) {
    makeExecutable(join(checkout, command));
  }
  await build.finish(checkout);
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, hash);
}

/**
 * npm sets the run bit of a command only in packages that it installs from an archive.
 *
 * @param {string} path
 */
function makeExecutable(path) {
  if (existsSync(path)) {
    chmodSync(path, 0o755);
  }
}

/**
 * @param {string} checkout
 * @param {Build} build
 */
function hashOf(checkout, { sources }) {
  const hash = createHash("sha256").update(
    readFileSync(join(checkout, "node_modules/typescript/package.json")),
  );
  for (const path of sources.flatMap((source) => filesBelow(join(checkout, source)))) {
    hash.update(`\0${path}\0`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]} in an order that is always the same
 */
function filesBelow(path) {
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  const names = readdirSync(path).filter((name) => name !== "dist" && name !== "node_modules");
  return names.sort().flatMap((name) => filesBelow(join(path, name)));
}
