import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkoutFolder } from "../running/checkout.mjs";
import { run } from "../running/run.mjs";

/** Git without anybody's settings, hooks or signature. */
const gitEnvironment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "A developer",
  GIT_AUTHOR_EMAIL: "developer@example.com",
  GIT_COMMITTER_NAME: "A developer",
  GIT_COMMITTER_EMAIL: "developer@example.com",
};

/**
 * Makes a git repository into which two tokens were committed: one stands in a file, the other in history alone.
 *
 * @param {string} folder where it goes
 * @param {{ inHistory: string, inFile: string }} texts the tokens' whole texts
 * @returns {Promise<string>} what `git log` says of it
 */
export async function makeRepository(folder, { inHistory, inFile }) {
  /** @param {string[]} args */
  const git = (...args) => runIn(folder, "git", args);
  /**
   * @param {string} message
   * @param {Record<string, string>} files
   */
  const commit = async (message, files) => {
    for (const [file, text] of Object.entries(files)) {
      write(join(folder, file), text);
    }
    await git("add", "--all");
    await git("commit", "--quiet", "--message", message);
  };
  mkdirSync(folder, { recursive: true });
  await git("init", "--quiet", "--initial-branch=main");
  await commit("Deploy dashboards from CI", {
    "deploy/dashboards.sh": `export DD_BEARER_TOKEN=${inHistory}\n./publish dashboards/\n`,
  });
  await commit("Answer questions in the support channel", {
    "bot/settings.py": `DATADOG_TOKEN = "${inFile}"\nCHANNEL = "#support"\n`,
  });
  await commit("Take the token out of the deploy script", {
    "deploy/dashboards.sh": "./publish dashboards/\n",
  });
  return git("log", "--oneline", "--stat", "--reverse");
}

/**
 * Scans a repository, history included, with gitleaks and the rules of examples/scanners.
 *
 * @param {string} folder
 * @param {string} report where the report goes, as JSON
 */
export async function scan(folder, report) {
  rmSync(report, { force: true });
  mkdirSync(dirname(report), { recursive: true });
  const rules = join(checkoutFolder, "examples", "scanners", "gitleaks.toml");
  const options = ["--config", rules, "--report-format", "json", "--report-path", report, "--no-banner"];
  // Exit code 1 would mean leaks, and there are some.
  await runIn(folder, "gitleaks", ["git", ".", ...options, "--exit-code", "0"]);
}

/**
 * @param {string} folder
 * @param {string} command
 * @param {string[]} args
 */
async function runIn(folder, command, args) {
  const ended = await run(command, args, { cwd: folder, environment: gitEnvironment });
  if (!ended.ok) {
    throw new Error(`${command} ${args[0]} has failed: ${ended.failure}`);
  }
  return ended.stdout;
}

/**
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
