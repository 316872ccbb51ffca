import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const folder = join(__dirname, "../../../examples/gitops/github-actions/.github/workflows");
const files = readdirSync(folder);
const read = (file: string) => readFileSync(join(folder, file), "utf8");

interface Workflow {
  permissions: Record<string, string>;
  concurrency: { group: string; "cancel-in-progress": boolean };
  jobs: Record<
    string,
    {
      environment?: string;
      "timeout-minutes"?: number;
      steps: { uses?: string; run?: string; with?: Record<string, string>; env?: Record<string, string> }[];
    }
  >;
}
const parsed = (file: string) => parse(read(file)) as Workflow;
const stepsOf = (file: string) => Object.values(parsed(file).jobs).flatMap(({ steps }) => steps);

test("there are the four workflows", () => {
  expect(files.sort()).toEqual(["drift.yml", "incident.yml", "main.yml", "pull-request.yml"]);
});

test.each(files)("every action of %s is pinned by commit, with its version beside it", (file) => {
  const uses = read(file).match(/uses: .*/g) ?? [];
  expect(uses.length).toBeGreaterThan(2);
  for (const line of uses) {
    expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});

test.each(files)("%s names its permissions, and asks for no more than it uses", (file) => {
  const { permissions } = parsed(file);
  const allowed: Record<string, object> = {
    "pull-request.yml": { contents: "read", "id-token": "write", "pull-requests": "write" },
    "main.yml": { contents: "read", "id-token": "write" },
    "drift.yml": { contents: "read", "id-token": "write" },
    "incident.yml": { contents: "write", "id-token": "write", "pull-requests": "write" },
  };
  expect(permissions).toEqual(allowed[file]);
});

test.each(files)(
  "no run of %s that changes the stack is cut off, and its environment can ask for approval",
  (file) => {
    const { concurrency, jobs } = parsed(file);
    const changes = file !== "pull-request.yml";
    expect(concurrency["cancel-in-progress"]).toBe(!changes);
    const groups: Record<string, string> = {
      "main.yml": "revocations-main",
      "drift.yml": "revocations-drift",
      // GitHub keeps one waiting run of a group: an incident must not take another one's place.
      "incident.yml": "revocations-incident-${{ github.run_id }}",
    };
    if (changes) {
      expect(concurrency.group).toBe(groups[file]);
    }
    for (const job of Object.values(jobs)) {
      expect(job.environment).toMatch(/^revocations/);
      expect(job["timeout-minutes"]).toBeUndefined();
    }
  },
);

test.each(files)("%s hands nothing of the event to a shell, and no report to the log", (file) => {
  for (const { run = "", env = {} } of stepsOf(file)) {
    expect(run).not.toContain("github.event");
    expect(Object.values(env).join(" ")).not.toContain("client_payload.report");
  }
});

test.each(files)("packages of %s are installed without their scripts, and before any credential", (file) => {
  const steps = stepsOf(file);
  const install = steps.findIndex(({ run }) => run?.startsWith("npm ci") === true);
  expect(steps[install]?.run).toBe("npm ci --ignore-scripts");
  const credentials = steps.findIndex(({ uses = "" }) => /(?:auth|esc)-action/.test(uses));
  expect(install).toBeGreaterThan(0);
  expect(credentials).toBeGreaterThan(install);
});

test.each(files)("%s takes no lock away by itself", (file) => {
  expect(read(file)).not.toContain("--recover");
});

test("the preview of a pull request works for a team, and on the base branch", () => {
  const steps = stepsOf("pull-request.yml");
  const auth = steps.find(({ uses = "" }) => uses.includes("auth-actions"));
  expect(auth?.with?.["requested-token-type"]).toBe("urn:pulumi:token-type:access_token:team");
  const base = steps.findIndex(({ run = "" }) => run.includes("git checkout --quiet --detach"));
  const install = steps.findIndex(({ run = "" }) => run.startsWith("npm ci"));
  expect(base).toBeGreaterThan(0);
  expect(install).toBeGreaterThan(base);
});

test("the preview of a pull request has credentials that may only read, and no other step has any", () => {
  const steps = stepsOf("pull-request.yml");
  expect(steps.map(({ uses }) => uses ?? "")).not.toContainEqual(expect.stringContaining("esc-action"));
  const withKeys = steps.filter(({ env = {} }) => Object.keys(env).some((name) => name.startsWith("DD_")));
  expect(withKeys).toEqual([
    expect.objectContaining({
      id: "preview",
      env: {
        DD_API_KEY: "${{ secrets.DD_READ_API_KEY }}",
        DD_APP_KEY: "${{ secrets.DD_READ_APP_KEY }}",
      },
    }),
  ]);
});
