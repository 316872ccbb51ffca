import { writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { runCommand } from "./run-command";

/** A program that installs packages, in the version that the tests are pinned to. */
export interface PackageManager {
  readonly name: string;
  /** `true` if a project also sees what its dependencies depend on. */
  readonly hoists: boolean;
  /** Adds an archive to the project in `folder`, and installs everything else it depends on. */
  readonly install: (archive: string, folder: string) => Promise<void>;
}

/**
 * The folder in which a package manager keeps what it has downloaded: not among what whoever runs the tests has, and, like all that
 * tools/cache-folder.mjs keeps, from one run to the next. Both know the archive under test by its content.
 */
const cacheOf = (name: string): string => {
  const { XDG_CACHE_HOME } = process.env;
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "pulumi-datadog-token-revocation", name);
};

const npm: PackageManager = {
  name: "npm",
  hoists: true,
  async install(archive, folder) {
    await runCommand("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", archive], folder);
  },
};

/** As it comes: each package sees only what it depends on itself. */
const pnpm: PackageManager = {
  name: "pnpm",
  hoists: false,
  async install(archive, folder) {
    await writeFile(join(folder, "pnpm-workspace.yaml"), pnpmBuilds);
    await pnpmIn(folder, "add", archive);
  },
};

/** From version 11 on, pnpm wants to be told about install scripts: protobufjs, which Pulumi's SDK brings, has one. */
export const pnpmBuilds = "allowBuilds:\n  protobufjs: false\n";

/** Runs pnpm in a folder. */
export async function pnpmIn(folder: string, ...args: readonly string[]): Promise<void> {
  const [command = "", ...options] = args;
  await throughNpm("pnpm@12.21.0", ["pnpm", command, "--store-dir", cacheOf("pnpm"), ...options], folder);
}

const yarnClassic: PackageManager = {
  name: "Yarn classic",
  hoists: true,
  async install(archive, folder) {
    const options = ["--non-interactive", "--no-progress", "--cache-folder", cacheOf("yarn")];
    // Yarn has a registry of its own for a default, npm the one of this machine.
    const registry = (await runCommand("npm", ["config", "get", "registry"], folder)).trim();
    await throughNpm(
      "yarn@1.22.22",
      ["yarn", "add", `file:${archive}`, "--registry", registry, ...options],
      folder,
    );
  },
};

/** Those that the package promises to work with. */
export const packageManagers: readonly PackageManager[] = [npm, pnpm, yarnClassic];

function throughNpm(packageVersion: string, command: readonly string[], folder: string): Promise<string> {
  return runCommand("npm", ["exec", "--yes", `--package=${packageVersion}`, "--", ...command], folder);
}
