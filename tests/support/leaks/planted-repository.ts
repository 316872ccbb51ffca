import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The places where a token hides from somebody who reads the files of the last commit. */
export const hidingPlaces = [
  /** Added by a commit, removed by the next. */
  "inHistory",
  /** In a file that has another name since. */
  "inRenamedFile",
  /** In a base64 text. */
  "inBase64",
  /** In neither parent of a merge: the merge's own change. */
  "inMergeCommit",
  /** Behind an escape, without a boundary between the two; meant for a token of a service account. */
  "inJsonLog",
] as const;
/** The places where a token hides from somebody who reads the files of the last commit. */
export type HidingPlace = (typeof hidingPlaces)[number];

/** A token that was planted, and where it first stands. */
export interface PlantedToken {
  place: HidingPlace;
  text: string;
  /** Relative to the repository, with the name that it had then. */
  file: string;
  /** Full hash. */
  commit: string;
}

/** A text that looks like a token and is none. */
export interface Decoy {
  what: string;
  text: string;
  /** `true` if a pattern of letters and digits takes it for a token all the same; nobody's id can be derived from it. */
  matched: boolean;
}

/** A git repository with leaked tokens in it. */
export interface PlantedRepository {
  folder: string;
  /** In the order of `hidingPlaces`. */
  planted: PlantedToken[];
  /** All in one file, one a line. */
  decoys: Decoy[];
}

/** The environment for git, and for what starts it: neither the settings nor the name of who runs it have a say. */
export const gitEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env["PATH"],
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Dev",
  GIT_AUTHOR_EMAIL: "dev@example.com",
  GIT_AUTHOR_DATE: "2026-11-02T09:00:00Z",
  GIT_COMMITTER_NAME: "Dev",
  GIT_COMMITTER_EMAIL: "dev@example.com",
  GIT_COMMITTER_DATE: "2026-11-02T09:00:00Z",
};

/**
 * Makes a git repository that tokens leaked into, as they do: each is in its history, and few are in its last commit.
 *
 * @param folder where it is made; it must not exist
 * @param tokens the text of the token for each place; tokens of `ddpat_` or `ddsat_` in any of them
 */
export function plantedRepository(folder: string, tokens: Record<HidingPlace, string>): PlantedRepository {
  mkdirSync(folder, { recursive: true });
  git(folder, "init", "--quiet", "--template=", "--initial-branch=main");
  commitFiles(folder, "Start", {
    "notes/not-tokens.txt": decoys.map(({ text }) => `${text}\n`).join(""),
    "settings.ini": "region = eu\n",
  });
  const plant: Record<HidingPlace, (text: string) => Omit<PlantedToken, "place" | "text">> = {
    inHistory(text) {
      const file = "deploy/production.env";
      const commit = commitFiles(folder, "Configure the deployment", { [file]: `DD_APP_KEY=${text}\n` });
      rmSync(join(folder, file));
      commitFiles(folder, "Take the configuration out again", {});
      return { file, commit };
    },
    inRenamedFile(text) {
      const file = "scripts/start.sh";
      const script = `#!/bin/sh\nexport DD_APP_KEY=${text}\nexec ./agent\n`;
      const commit = commitFiles(folder, "Start the agent", { [file]: script });
      git(folder, "mv", file, "scripts/agent.sh");
      commitFiles(folder, "Name the script after what it starts", {});
      return { file, commit };
    },
    inBase64(text) {
      const file = "ci/variables.txt";
      const encoded = Buffer.from(`DD_SITE=datadoghq.eu\nDD_APP_KEY=${text}\n`).toString("base64");
      return {
        file,
        commit: commitFiles(folder, "Hand variables to the pipeline", { [file]: `${encoded}\n` }),
      };
    },
    inMergeCommit(text) {
      const file = "settings.ini";
      git(folder, "switch", "--quiet", "--create", "region");
      commitFiles(folder, "Move to the US", { [file]: "region = us\n" });
      git(folder, "switch", "--quiet", "main");
      commitFiles(folder, "Move to Asia", { [file]: "region = ap\n" });
      // Whether there was a conflict is not recorded in a merge: it is a tree with two parents, whoever made the tree.
      git(folder, "merge", "--quiet", "--no-commit", "--strategy=ours", "region");
      return {
        file,
        commit: commitFiles(folder, "Merge region", { [file]: `region = us\napp_key = ${text}\n` }),
      };
    },
    inJsonLog(text) {
      const file = "logs/agent.json";
      const line = JSON.stringify({ level: "error", message: `refused:\n${text}\n` });
      return { file, commit: commitFiles(folder, "Keep the log of the failure", { [file]: `${line}\n` }) };
    },
  };
  const planted = hidingPlaces.map((place) => {
    const text = tokens[place];
    return { place, text, ...plant[place](text) };
  });
  return { folder, planted, decoys };
}

/**
 * Commits everything that has changed, and these files.
 *
 * @param files path in the repository → content
 * @returns the commit's full hash
 */
export function commitFiles(
  folder: string,
  message: string,
  files: Record<string, string | Uint8Array>,
): string {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", message);
  return git(folder, "rev-parse", "HEAD").trim();
}

function git(folder: string, ...args: string[]): string {
  const options = { cwd: folder, env: gitEnvironment, encoding: "utf8", stdio: "pipe" } as const;
  return execFileSync("git", args, options);
}

const alias = "1dm1op4lL89nV8pt94Tdk8";
const secret = "c3D4".repeat(9);
const unmatched = [
  ["an alias of 21 characters", `ddpat_${alias.slice(0, -1)}_${secret}`],
  ["an alias of 23 characters", `ddpat_${alias}0_${secret}`],
  ["a secret part of 35 characters", `ddpat_${alias}_${secret.slice(1)}`],
  ["a secret part of 37 characters", `ddpat_${alias}_${secret}0`],
  ["an alias of another alphabet", `ddpat_${alias.slice(0, -1)}-_${secret}`],
  ["a secret part of another alphabet", `ddpat_${alias}_${secret.slice(1)}+`],
  ["a prefix in capitals", `DDPAT_${alias}_${secret}`],
  ["another prefix", `ddxat_${alias}_${secret}`],
  ["an alias whose first digit says that it is 2^128 or more", `ddpat_8${alias.slice(1)}_${secret}`],
  ["the largest 22 digits", `ddsat_${"z".repeat(22)}_${secret}`],
] as const;

const decoys: Decoy[] = [
  ...unmatched.map(([what, text]) => ({ what, text, matched: false })),
  // An alias is below 2^128: only its whole value tells, and that is not for a pattern to know.
  { what: "an alias of exactly 2^128", text: `ddpat_7n42DGM5Tflk9n8mt7Fhc8_${secret}`, matched: true },
];
