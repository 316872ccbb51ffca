import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { earlierCommit } from "./earlier-commit";
import { checkoutFolder, installedPackagesFolder } from "../checkout";

/** Packages that the earlier commit needs, and this checkout no longer has. */
const ownPackages = ["@streamparser/json@0.0.26", "csv-parse@7.0.3"];
const folders = ["sdk", "provider", "gitops", "package.json", "tsconfig.json", "tsconfig.build.json"];

/**
 * Compiles the earlier commit in an empty folder, with the packages of this checkout and those that are its own.
 *
 * @returns the path of its `datadog-token-id`
 * @throws Error of the command that has failed: of git in a checkout without its history, say
 */
export function buildEarlierCommand(folder: string): string {
  const archive = execFileSync("git", ["archive", earlierCommit, ...folders], {
    cwd: checkoutFolder,
    maxBuffer: 1 << 28,
  });
  execFileSync("tar", ["-x"], { cwd: folder, input: archive });
  const packages = join(folder, "node_modules");
  mkdirSync(packages);
  const own = join(folder, "own");
  mkdirSync(own);
  // Without a package.json, npm would install into the nearest folder above that has one.
  writeFileSync(join(own, "package.json"), "{}");
  execFileSync("npm", ["install", "--no-save", "--ignore-scripts", ...ownPackages], {
    cwd: own,
    stdio: "pipe",
  });
  link(installedPackagesFolder, packages);
  link(join(own, "node_modules"), packages);
  const tsc = join(installedPackagesFolder, "typescript", "bin", "tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: folder, stdio: "pipe" });
  return join(folder, "dist", "sdk", "command-line", "datadog-token-id.js");
}

/** Links every package of a folder that has none of its name there yet. */
function link(from: string, to: string): void {
  const names = readdirSync(from).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(from, name)).map((each) => join(name, each)) : [name],
  );
  for (const name of names.filter((each) => !each.startsWith("."))) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    symlinkSync(join(from, name), join(to, name), "junction");
  }
}
