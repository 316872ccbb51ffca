import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { checkoutFolder } from "../engine/example-copy";
import { keys } from "../engine/incident";

const run = promisify(execFile);

/**
 * The stand-ins for the third-party actions, which can't be fetched here: Node.js and Pulumi's CLI are on PATH
 * already, and credentials come from ESC into the environment, as the real action puts them there.
 */
const steps: Record<string, string> = {
  "actions/checkout": "git status --short",
  "actions/setup-node": "node --version",
  "pulumi/actions": "pulumi version",
  "pulumi/auth-actions": "true",
  "actions/upload-artifact": 'cp -- "${{ inputs.path }}" "$ARTIFACT"',
  "pulumi/esc-action": [
    'while IFS= read -r line; do echo "::add-mask::${line#*=}"; done < "$GITHUB_ACTION_PATH/credentials"',
    'cat "$GITHUB_ACTION_PATH/credentials" >> "$GITHUB_ENV"',
  ].join("\n"),
};

const workflows = join(checkoutFolder, "examples/gitops/github-actions/.github/workflows");

/**
 * Makes a local action in place of every action that the workflows use, pinned as they pin it.
 *
 * @returns what act takes as `--local-repository`.
 * @throws Error for an action without a stand-in, and for one that is not pinned by commit.
 */
export async function writeActionStandIns(parent: string): Promise<string[]> {
  const used = new Map<string, Set<string>>();
  for (const file of await readdir(workflows)) {
    for (const { uses, with: inputs = {} } of await stepsOf(file)) {
      if (uses === undefined) {
        continue;
      }
      const known = used.get(uses) ?? new Set();
      for (const input of Object.keys(inputs)) {
        known.add(input);
      }
      used.set(uses, known);
    }
  }
  const mapped: string[] = [];
  for (const [uses, inputs] of used) {
    mapped.push(`${uses}=${await writeStandIn(parent, uses, [...inputs])}`);
  }
  return mapped;
}

async function writeStandIn(parent: string, uses: string, inputs: string[]): Promise<string> {
  const [name = "", commit = ""] = uses.split("@");
  const script = steps[name];
  if (script === undefined) {
    throw new Error(`There is no stand-in for the action ${name}.`);
  }
  if (!/^[0-9a-f]{40}$/.test(commit)) {
    throw new Error(`${uses} is not pinned by commit.`);
  }
  const folder = join(parent, "actions", name);
  await mkdir(folder, { recursive: true });
  const action = {
    name,
    description: "a stand-in",
    inputs: Object.fromEntries(inputs.map((input) => [input, { description: input }])),
    runs: { using: "composite", steps: [{ shell: "bash", run: script }] },
  };
  const credentials = Object.entries(keys).map(([key, value]) => `${key}=${value}\n`);
  if (name === "pulumi/esc-action") {
    await writeFile(join(folder, "credentials"), credentials.join(""));
  }
  // JSON is YAML.
  await writeFile(join(folder, "action.yml"), JSON.stringify(action));
  const git = (...args: string[]) =>
    run("git", ["-c", "user.name=x", "-c", "user.email=x@example.com", ...args], { cwd: folder });
  await git("init", "--quiet");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "A stand-in");
  return folder;
}

interface Step {
  uses?: string;
  with?: Record<string, unknown>;
}

async function stepsOf(file: string): Promise<Step[]> {
  const workflow = parse(await readFile(join(workflows, file), "utf8")) as {
    jobs: Record<string, { steps: Step[] }>;
  };
  return Object.values(workflow.jobs).flatMap(({ steps: own }) => own);
}
