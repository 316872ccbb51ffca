import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkoutFolder } from "../../../support/engine/example-copy";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  environment?: string;
  permissions?: Record<string, string>;
  needs?: string;
  steps: Step[];
}
const textOf = (file: string) => readFileSync(join(checkoutFolder, file), "utf8");
const jobsOf = (file: string) => (parse(textOf(file)) as { jobs: Record<string, Job> }).jobs;
const pinsIn = (text: string) => [...text.matchAll(/uses: (\S+ # \S+)/g)].map(([, pin = ""]) => pin);

const own = [".github/workflows/ci.yml", ".github/workflows/release.yml"];
const examples = globSync("examples/gitops/github-actions/.github/workflows/*.yml", { cwd: checkoutFolder });

test.each(own)("the actions of %s are pinned by the commits that the examples pin", (file) => {
  const pins = pinsIn(textOf(file));
  expect(pins.length).toBe((textOf(file).match(/uses:/g) ?? []).length);
  expect(examples.flatMap((example) => pinsIn(textOf(example)))).toEqual(expect.arrayContaining(pins));
});

test.each(own)("%s installs without packages' scripts, leaves no git credential, and keeps no cache", (file) => {
  const steps = Object.values(jobsOf(file)).flatMap((job) => job.steps);
  const runs = steps.flatMap(({ run }) => (run?.startsWith("npm ci") === true ? [run] : []));
  expect(runs).toEqual(["npm ci --ignore-scripts"]);
  for (const step of steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"))) {
    expect(step.with).toMatchObject({ "persist-credentials": false });
  }
  expect(textOf(file)).not.toContain("cache: npm");
});

test.each(own)("%s hands no expression to a shell", (file) => {
  const runs = Object.values(jobsOf(file)).flatMap((job) => job.steps.map(({ run = "" }) => run));
  expect(runs.filter((run) => run.includes("${{"))).toEqual([]);
});

test("a pull request's run may read the repository, and nothing else", () => {
  const { permissions } = parse(textOf(".github/workflows/ci.yml")) as { permissions: object };
  expect(permissions).toEqual({ contents: "read" });
});

test("no job of a release both runs the repository's code and may publish", () => {
  const jobs = jobsOf(".github/workflows/release.yml");
  expect(parse(textOf(".github/workflows/release.yml"))).toMatchObject({ permissions: {} });
  expect(Object.fromEntries(Object.entries(jobs).map(([name, { permissions }]) => [name, permissions]))).toEqual({
    build: { contents: "read" },
    publish: { actions: "read", "id-token": "write" },
    "release-page": { actions: "read", contents: "write" },
  });
  expect(jobs["publish"]).toMatchObject({ needs: "build", environment: "npm" });
  expect(jobs["release-page"]).toMatchObject({ needs: "publish" });
  for (const name of ["publish", "release-page"]) {
    expect(jobs[name]?.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"))).toEqual([]);
  }
});
