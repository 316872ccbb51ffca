import { spawnSync } from "node:child_process";
import { access, constants, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkoutFolder } from "../support/engine/example-copy";
import { newProject } from "../support/gitlab/gitlab-jobs";
import { packedPackage } from "./packed-package";
import { runCommand } from "./run-command";

interface Manifest {
  workspaces?: string[];
  scripts?: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies?: Record<string, string>;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "init-"));
  await runCommand("tar", ["-xzf", packedPackage(), "-C", folder], folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Makes an empty git repository. */
async function emptyRepository(name: string): Promise<string> {
  const repository = join(folder, name);
  await mkdir(repository);
  await runCommand("git", ["init", "--quiet"], repository);
  return repository;
}

/** Runs the packed command in a repository; its dependencies are the checkout's. */
function init(
  repository: string,
  ...args: string[]
): { exitCode: number | null; printed: string; warned: string } {
  const command = join(folder, "package/dist/cli/gitops/datadog-token-gitops.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, "init", ...args], {
    cwd: repository,
    env: { ...process.env, NODE_PATH: join(checkoutFolder, "node_modules") },
    encoding: "utf8",
  });
  return { exitCode: status, printed: stdout, warned: stderr };
}

/** The files of a folder that git knows, but those for its readers: their paths in a team's repository, and here. */
async function sourcesIn(source: string, prefix = ""): Promise<[string, string][]> {
  const listed = await runCommand("git", ["ls-files", "-z"], join(checkoutFolder, source));
  return listed
    .split("\0")
    .filter((path) => path !== "" && !path.endsWith("README.md"))
    .map((path) => [prefix + path, join(checkoutFolder, source, path)]);
}

/** The files of the policy pack as Pulumi starts it: compiled, so that no compiler is needed beside it. */
async function compiledPolicies(): Promise<[string, string][]> {
  const sources = (await sourcesIn("policy")).filter(([path]) => path !== "tsconfig.json");
  return sources.map(([path, source]) =>
    path.endsWith(".ts")
      ? [
          `policy/${path.replace(/ts$/, "js")}`,
          join(checkoutFolder, "policy/dist", path.replace(/ts$/, "js")),
        ]
      : [`policy/${path}`, source],
  );
}

const texts = (paths: readonly string[]) => Promise.all(paths.map((path) => readFile(path, "utf8")));

test.each([
  ["github", "github-actions"],
  ["gitlab", "gitlab-ci"],
])("init %s writes the very files of the examples", async (platform, workflows) => {
  const repository = await emptyRepository(`as-${platform}`);
  const { exitCode, printed } = init(repository, platform);
  expect(exitCode).toBe(0);

  const sources = [
    ...(await sourcesIn("examples/gitops/repository")),
    ...(await compiledPolicies()),
    ...(await sourcesIn(`examples/gitops/${workflows}`)),
  ];
  const written = (await runCommand("git", ["ls-files", "--others", "-z"], repository)).split("\0").sort();
  expect(written).toEqual(["", ".gitignore", ...sources.map(([path]) => path)].sort());
  const same = sources.filter(([path]) => !path.endsWith("package.json"));
  expect(await texts(same.map(([path]) => join(repository, path)))).toEqual(
    await texts(same.map(([, source]) => source)),
  );
  await access(join(repository, "policy/pulumi-analyzer-datadog-token-revocation"), constants.X_OK);
  for (const [path] of sources) {
    expect(printed).toContain(`+ ${path}\n`);
  }
});

test.each([
  ["github", "github-actions"],
  ["gitlab", "gitlab-ci"],
])("init %s --yaml writes the example whose program is in YAML", async (platform, workflows) => {
  const repository = await emptyRepository(`in-yaml-as-${platform}`);
  const { exitCode, printed } = init(repository, platform, "--yaml");
  expect(exitCode).toBe(0);
  expect(printed).toContain("it makes revocation-tools");
  expect(printed).not.toContain("npm install");

  const sources = [
    ...(await sourcesIn("examples/gitops/repository-yaml")),
    ...(await sourcesIn(`examples/gitops/${workflows}`)),
  ];
  const written = (await runCommand("git", ["ls-files", "--others", "-z"], repository)).split("\0").sort();
  expect(written).toEqual(["", ".gitignore", ...sources.map(([path]) => path)].sort());
  const own = (await texts(sources.map(([path]) => join(repository, path)))).map((text) =>
    text.replaceAll('"name": "datadog-token-revocation"', '"name": "example-gitops-repository-yaml"'),
  );
  expect(own).toEqual(await texts(sources.map(([, source]) => source)));
  // The workflows run it, and there is nothing to install.
  expect(await runCommand("npm", ["ci", "--offline"], repository)).toContain("up to date");
});

test.each([[[]], [["--yaml"]]])(
  "git passes over a scanner's report in the repository (init gitlab %p)",
  async (options) => {
    const repository = await emptyRepository(`with-a-report${options.join("")}`);
    init(repository, "gitlab", ...options);
    for (const report of ["leaks.json", "leaks.jsonl", "leaks.sarif"]) {
      await writeFile(join(repository, report), "");
    }
    const seen = await runCommand("git", ["ls-files", "--others", "--exclude-standard"], repository);
    expect(seen).toContain("revocations.yaml");
    expect(seen).not.toContain("leaks.");
  },
);

test("its manifests name this version of the package, and what checks the types of a program that Pulumi does not", async () => {
  const repository = await emptyRepository("manifests");
  init(repository, "gitlab");
  const manifestIn = async (path: string) =>
    JSON.parse(await readFile(join(path, "package.json"), "utf8")) as Manifest & { version: string };
  const { version } = await manifestIn(join(folder, "package"));
  const own = await manifestIn(repository);
  const ofPolicies = await manifestIn(join(repository, "policy"));
  expect(own.workspaces).toEqual(["policy"]);
  expect(own.dependencies["pulumi-datadog-token-revocation"]).toBe(version);
  expect(own.scripts?.["typecheck"]).toBe("tsc");
  expect(Object.keys(own.devDependencies ?? {}).sort()).toEqual(["@types/node", "typescript"]);
  expect(await readFile(join(repository, "Pulumi.yaml"), "utf8")).toContain("typescript: false");
  expect(ofPolicies.dependencies["pulumi-datadog-token-revocation"]).toBe(version);
  expect(ofPolicies.scripts).toBeUndefined();
  // Two copies of it would keep the engine's message from the policies.
  expect(ofPolicies.dependencies["@pulumi/pulumi"]).toBe(own.dependencies["@pulumi/pulumi"]);
});

test("actionlint and GitLab's published schema have nothing to say of what was written", async () => {
  const repository = await emptyRepository("checked");
  init(folder, "github", "--dir", repository);
  init(folder, "gitlab", "--dir", join(folder, "beside"));
  expect(await runCommand("actionlint", ["-shellcheck=", "-pyflakes="], repository)).toBe("");
  const pipeline = await readFile(join(folder, "beside", ".gitlab-ci.yml"), "utf8");
  expect(newProject().validate(pipeline)).toMatchObject({ exitCode: 0 });
});

test("a file that is there is named, and nothing is written", async () => {
  const repository = await emptyRepository("in-use");
  await writeFile(join(repository, "index.ts"), "mine\n");
  const { exitCode, warned } = init(repository, "github");
  expect(exitCode).toBe(1);
  expect(warned).toContain("Nothing was written, since there is already:\n  index.ts\n");
  expect(await runCommand("git", ["ls-files", "--others"], repository)).toBe("index.ts\n");
  expect(await readFile(join(repository, "index.ts"), "utf8")).toBe("mine\n");
});

test.each<[string, (path: string) => Promise<void>]>([
  ["a file", (path) => writeFile(path, "mine\n")],
  ["a link that leads nowhere", (path) => symlink("nowhere", path)],
  ["a link to itself", (path) => symlink("policy", path)],
])("%s in place of a folder is named, and nothing is written", async (what, make) => {
  const repository = await emptyRepository(what.replaceAll(" ", "-"));
  await make(join(repository, "policy"));
  const { exitCode, printed, warned } = init(repository, "github");
  expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: "" });
  expect(warned).toContain("Nothing was written, since there is already:\n  policy\n");
  expect(await runCommand("git", ["ls-files", "--others"], repository)).toBe("policy\n");
});

test("what a link to a folder holds is written there", async () => {
  const repository = await emptyRepository("linked");
  await mkdir(join(repository, "elsewhere"));
  await symlink("elsewhere", join(repository, "policy"));
  expect(init(repository, "github").exitCode).toBe(0);
  expect(await readFile(join(repository, "elsewhere", "PulumiPolicy.yaml"), "utf8")).toContain("runtime");
});

test.each([
  [["jenkins"], 'init takes one of github, gitlab, not "jenkins".'],
  [[], "init takes github or gitlab."],
])("init %j is a wrong command line", (args, says) => {
  expect(init(folder, ...args)).toMatchObject({
    exitCode: 2,
    warned: `${says}\nSee datadog-token-gitops --help.\n`,
  });
});
