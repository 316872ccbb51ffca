import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkoutFolder } from "../running/checkout.mjs";
import { gitEnvironment, makeGitRepository } from "../running/git-repository.mjs";
import { run } from "../running/run.mjs";

/**
 * Makes a git repository into which two tokens were committed: one stands in a file, the other in history alone.
 *
 * @param {string} folder where it goes
 * @param {{ inHistory: string, inFile: string }} texts the tokens' whole texts
 * @returns {Promise<string>} what `git log` says of it
 */
export async function makeRepository(folder, { inHistory, inFile }) {
  const { git, commit } = await makeGitRepository(folder, {
    name: "A developer",
    email: "developer@example.com",
  });
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
  const ended = await run("gitleaks", ["git", ".", ...options, "--exit-code", "0"], {
    cwd: folder,
    environment: gitEnvironment,
  });
  if (!ended.ok) {
    throw new Error(`gitleaks git has failed: ${ended.failure}`);
  }
}
