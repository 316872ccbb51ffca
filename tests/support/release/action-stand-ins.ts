import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gitIdentity } from "../pipelines/git-identity";

const run = promisify(execFile);

/** Each third-party action of the release as it is here: the repository and Node.js are there already. */
const scripts: Record<string, string> = {
  "actions/checkout": "git fetch --quiet origin",
  "actions/setup-node": "node --version",
  "actions/upload-artifact": 'rm -rf "$ARTIFACT" && cp -R -- "${{ inputs.path }}" "$ARTIFACT"',
};

/**
 * Makes a local action in place of every one that the release uses.
 *
 * @returns what act takes as `--local-repository`.
 */
export async function writeActionStandIns(parent: string, repository: string): Promise<string[]> {
  const workflow = await readFile(join(repository, ".github/workflows/release.yml"), "utf8");
  const used = new Set([...workflow.matchAll(/uses: (\S+)/g)].map(([, uses = ""]) => uses));
  return Promise.all([...used].map(async (uses) => `${uses}=${await writeStandIn(parent, uses)}`));
}

async function writeStandIn(parent: string, uses: string): Promise<string> {
  const [name = ""] = uses.split("@");
  const script = scripts[name];
  if (script === undefined) {
    throw new Error(`There is no stand-in for the action ${name}.`);
  }
  const folder = join(parent, name);
  await mkdir(folder, { recursive: true });
  const inputs = ["fetch-depth", "persist-credentials", "node-version", "name", "path", "if-no-files-found"];
  const action = {
    name,
    description: "a stand-in",
    inputs: Object.fromEntries(inputs.map((input) => [input, { description: input }])),
    runs: { using: "composite", steps: [{ shell: "bash", run: script }] },
  };
  // JSON is YAML.
  await writeFile(join(folder, "action.yml"), JSON.stringify(action));
  const git = (...args: string[]) => run("git", args, { cwd: folder, env: { ...process.env, ...gitIdentity } });
  await git("init", "--quiet");
  await git("add", "--all");
  await git("commit", "--quiet", "--allow-empty", "--message", "A stand-in");
  return folder;
}
