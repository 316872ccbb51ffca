import { lstatSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { shownValue } from "../../../provider/datadog/token/shown-value";
import { exitStatus } from "../exit-status";
import type { GitopsOptions } from "../gitops-options";
import { UsageError } from "../usage/usage-error";
import type { GitopsSurroundings } from "../gitops-surroundings";
import { nextStepsFor, platforms, type Platform } from "./next-steps";

/** Texts of files, by their paths in a repository. */
type Files = Readonly<Record<string, string>>;

/**
 * Writes a team's repository: list, program, settings, policies (those of a program in YAML are among a release's tools), and
 * the workflows of a platform. Nothing is written if one of the files is there already, or if it would be a part of another
 * repository, whose platform reads no workflows there.
 *
 * @returns the exit status.
 * @throws UsageError for a platform that there are no workflows for.
 */
export function init(
  { report: named = "", dir, yaml }: Pick<GitopsOptions, "report" | "dir" | "yaml">,
  { print, warn }: Pick<GitopsSurroundings, "print" | "warn">,
): Promise<number> {
  const platform = platforms.find((each) => each === named);
  if (platform === undefined) {
    throw new UsageError(`init takes one of ${platforms.join(", ")}, not ${shownValue(named)}.`);
  }
  const root = repositoryAround(dir);
  if (root !== undefined) {
    warn(
      `Nothing was written: ${resolve(dir)} is a folder of the repository ${root}, and the workflows would never run, since ` +
        "they are read at a repository's root alone. They hold an organisation's credentials, and are for a repository of " +
        "its own: run git init in that folder first, or write into another one (--dir).\n",
    );
    return Promise.resolve(exitStatus.failed);
  }
  const files = filesFor(platform, yaml);
  const paths = Object.keys(files);
  const present = new Set(paths.flatMap((path) => inTheWayOf(join(dir, path))));
  if (present.size > 0) {
    warn(
      `Nothing was written, since there is already:\n${[...present].map((path) => `  ${path}\n`).join("")}` +
        "Move what is there away, or write into an empty folder (--dir) and take over what you need.\n",
    );
    return Promise.resolve(exitStatus.failed);
  }
  for (const [path, text] of Object.entries(files)) {
    const file = join(dir, path);
    mkdirSync(dirname(file), { recursive: true });
    // Fails for what has come meanwhile.
    writeFileSync(file, text, { flag: "wx", mode: text.startsWith("#!") ? 0o777 : 0o666 });
    print(`+ ${file}\n`);
  }
  print(nextStepsFor(platform, yaml));
  return Promise.resolve(exitStatus.done);
}

/** The root of the repository of which a folder is a part; undefined if it is a root itself, or there is none. */
function repositoryAround(dir: string): string | undefined {
  const isRoot = (folder: string) => isThere(join(folder, ".git"));
  for (let folder = resolve(dir); !isRoot(folder); folder = dirname(folder)) {
    const above = dirname(folder);
    if (above === folder) {
      return undefined;
    }
    if (isRoot(above)) {
      return above;
    }
  }
  return undefined;
}

/** The files that the package brings; they are made of its examples when it is compiled. */
function filesFor(platform: Platform, inYaml: boolean): Files {
  const templates = JSON.parse(readFileSync(join(__dirname, "templates.json"), "utf8")) as Record<
    Platform | "repository" | "repositoryInYaml",
    Files
  >;
  return { ...templates[inYaml ? "repositoryInYaml" : "repository"], ...templates[platform] };
}

/** The thing in the way of a file that is to be written: one of its name, or something else in place of a folder above it. */
function inTheWayOf(path: string): string[] {
  const folder = inPlaceOfFolder(dirname(path));
  return folder === undefined ? (isThere(path) ? [path] : []) : [folder];
}

function inPlaceOfFolder(path: string): string | undefined {
  const above = dirname(path) === path ? undefined : inPlaceOfFolder(dirname(path));
  return above ?? (isThere(path) && !isFolder(path) ? path : undefined);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // A link that leads nowhere.
    return false;
  }
}

/** True for a link, too, wherever it leads. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
