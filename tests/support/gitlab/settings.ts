import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Variables of a pipeline, by name. */
export type Variables = Readonly<Record<string, string>>;

/** The end of a run of gitlab-ci-local. */
export interface RunEnd {
  exitCode: number | null;
  stdout: string;
  /** All that it printed. */
  output: string;
}

/** The end of a job. */
export interface JobEnd extends RunEnd {
  /** The calls of the stand-ins, in order: those of the `before_script` first. */
  calls: string[];
  /** The texts that were handed to them as files. */
  handed: string[];
  /** The stack that the last of them was to work on. */
  stack: string | undefined;
  /** The names of the variables that the last of them saw. */
  environment: string[];
  /** The names of those that the installation of packages saw. */
  installing: string[];
}

/** The author of the commits, as git takes it. */
export const author = ["-c", "user.name=a", "-c", "user.email=a@example.com"];

/** Variables as gitlab-ci-local takes them; it warns of those that GitLab sets itself, unless they are named. */
export function settingsOf(variables: Variables): string[] {
  const settings = Object.entries(variables).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
  return [...settings, "--ignore-predefined-vars", Object.keys(variables).join(",")];
}

/** The lines of a file; none if it is not there. */
export function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

/** Writes files' new texts into a folder; undefined: takes one away. */
export function layTexts(folder: string, files: Partial<Variables>): void {
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, file);
    rmSync(path, { force: true });
    if (text !== undefined) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
}
