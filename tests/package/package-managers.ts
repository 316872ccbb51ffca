import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "./run-command";

/** A program that installs packages, in the version that the tests are pinned to. */
export interface PackageManager {
  readonly name: string;
  /** Whether a project also sees what its dependencies depend on. */
  readonly hoists: boolean;
  /** Adds an archive to the project in `folder`, and installs everything else it depends on. */
  install(archive: string, folder: string): Promise<void>;
}

/** Package managers keep what they have downloaded in the project's own folder, where it is removed with it. */
const cacheOf = (folder: string): string => join(folder, ".package-manager-cache");

const npm: PackageManager = {
  name: "npm",
  hoists: true,
  async install(archive, folder) {
    await runCommand("npm", ["install", "--no-audit", "--no-fund", archive], folder);
  },
};

/** As it comes: each package sees only what it depends on itself. */
const pnpm: PackageManager = {
  name: "pnpm",
  hoists: false,
  async install(archive, folder) {
    // From version 11 on, it wants to be told about install scripts: protobufjs, which Pulumi's SDK brings, has one.
    await writeFile(join(folder, "pnpm-workspace.yaml"), "allowBuilds:\n  protobufjs: false\n");
    await throughNpm("pnpm@12.21.0", ["pnpm", "add", "--store-dir", cacheOf(folder), archive], folder);
  },
};

const yarnClassic: PackageManager = {
  name: "Yarn classic",
  hoists: true,
  async install(archive, folder) {
    const options = ["--non-interactive", "--no-progress", "--cache-folder", cacheOf(folder)];
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
