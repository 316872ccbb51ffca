import { lstatSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { exitStatus } from "../exit-status";
import { UsageError, type GitopsOptions } from "../gitops-options";
import type { GitopsSurroundings } from "../gitops-surroundings";
import { nextStepsFor, platforms, type Platform } from "./next-steps";

/** Texts of files, by their paths in a repository. */
type Files = Readonly<Record<string, string>>;

/**
 * Writes a team's repository: list, program, settings, policies (those of a program in YAML are among a release's tools), and
 * the workflows of a platform. Nothing is written if
 * one of the files is there already.
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
    throw new UsageError(`init takes one of ${platforms.join(", ")}.`);
  }
  const files = filesFor(platform, yaml);
  const paths = Object.keys(files);
  const present = paths.filter((path) => isThere(join(dir, path)));
  if (present.length > 0) {
    warn(
      `Nothing was written, since there is already:\n${present.map((path) => `  ${join(dir, path)}\n`).join("")}` +
        "Move what is there away, or write into an empty folder (--dir) and take over what you need.\n",
    );
    return Promise.resolve(exitStatus.failed);
  }
  for (const [path, text] of Object.entries(files)) {
    const file = join(dir, path);
    mkdirSync(dirname(file), { recursive: true });
    // Fails for what has come meanwhile.
    writeFileSync(file, text, { flag: "wx" });
    print(`+ ${file}\n`);
  }
  print(nextStepsFor(platform, yaml));
  return Promise.resolve(exitStatus.done);
}

/** The files that the package brings; they are made of its examples when it is compiled. */
function filesFor(platform: Platform, inYaml: boolean): Files {
  const templates = JSON.parse(readFileSync(join(__dirname, "templates.json"), "utf8")) as Record<
    Platform | "repository" | "repositoryInYaml",
    Files
  >;
  return { ...templates[inYaml ? "repositoryInYaml" : "repository"], ...templates[platform] };
}

/** True for a link, too, wherever it leads. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
