import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "./run.mjs";

/** The environment for git, and for what starts it: without anybody's settings, hooks or signature. */
export const gitEnvironment = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };

/**
 * @typedef {object} GitRepository
 * @property {(...args: string[]) => Promise<string>} git runs git in the repository, and tells what it printed
 * @property {(message: string, files: Record<string, string>) => Promise<void>} commit writes files and commits them
 */

/**
 * Makes an empty git repository whose branch is `main`.
 *
 * @param {string} folder where it goes; it is made if it is missing
 * @param {{ name: string, email: string, date?: string }} author who commits, and when; the same date makes the same commits
 * @returns {Promise<GitRepository>}
 */
export async function makeGitRepository(folder, { name, email, date }) {
  const environment = {
    ...gitEnvironment,
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    ...(date === undefined ? {} : { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }),
  };
  const git = async (/** @type {string[]} */ ...args) => {
    const ended = await run("git", args, { cwd: folder, environment });
    if (!ended.ok) {
      throw new Error(`git ${args[0]} has failed: ${ended.failure}`);
    }
    return ended.stdout;
  };
  mkdirSync(folder, { recursive: true });
  await git("init", "--quiet", "--template=", "--initial-branch=main");
  return {
    git,
    async commit(message, files) {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
      }
      await git("add", "--all");
      await git("commit", "--quiet", "--message", message);
    },
  };
}
