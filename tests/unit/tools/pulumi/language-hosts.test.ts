import { mkdir, mkdtemp, readFile, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { callTool, writeCommand, type Outcome } from "../tool-process";

const checkout = resolve(__dirname, "../../../..");
const hosts = ["pulumi-language-yaml", "pulumi-language-go", "pulumi-language-python"];

let folder: string;
let commands: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "language-hosts-")));
  commands = join(folder, "commands");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** On a machine that has only the commands that a test has written, and a shell for them. */
function findHosts(): Promise<Outcome> {
  const environment = { PATH: commands };
  const surroundings = { checkout, environment, cache: join(folder, "cache") };
  return callTool("pulumi/language-hosts.mjs", "findLanguageHosts", [surroundings], environment);
}

/** `go env GOVERSION`, `go mod download -json`, and `go build … -o <path> <package>` as far as these tests need it. */
const workingGo = (
  module: string,
): string => `case "$1" in env) echo go1.26.8; exit ;; mod) echo '{"Dir": "${module}"}'; exit ;; esac
while [ "$1" != -o ]; do shift; done; echo "$3" > "$2"`;

async function sdkModule(): Promise<string> {
  const module = join(folder, "module");
  await mkdir(join(module, "python", "cmd"), { recursive: true });
  await writeFile(join(module, "python", "cmd", "pulumi-language-python-exec"), "the script");
  return module;
}

test("the hosts that came with the CLI are used as they are", async () => {
  for (const host of hosts) {
    await writeCommand(commands, host, "exit 0");
  }
  expect(await findHosts()).toEqual({
    value: { what: `of ${join(commands, "pulumi-language-yaml")}`, folders: [], passedOver: [] },
    said: "",
  });
});

test("where one is missing, all are built once, and stand in one folder with the script that the Python host runs", async () => {
  await writeCommand(commands, "pulumi-language-yaml", "exit 0");
  await writeCommand(commands, "go", workingGo(await sdkModule()));
  const first = await findHosts();
  const second = await findHosts();

  const [name = ""] = await readdir(join(folder, "cache"));
  const built = join(folder, "cache", name);
  expect(name).toMatch(/^pulumi-languages-[0-9a-f]{16}$/);
  expect(first.value).toEqual({
    what: `YAML 1.25.0, Go and Python 3.66.0 (built with go1.26.8, in ${built})`,
    folders: [built],
    passedOver: ["language hosts on PATH: there is no pulumi-language-go, no pulumi-language-python"],
  });
  expect(second).toEqual({ value: first.value, said: "" });
  expect((await readdir(built)).sort()).toEqual([...hosts, "pulumi-language-python-exec"].sort());
  expect(await readFile(join(built, "pulumi-language-python-exec"), "utf8")).toBe("the script");
});

test("where nothing can be downloaded, the message says so, and nothing is kept", async () => {
  await writeCommand(
    commands,
    "go",
    'if [ "$1" = env ]; then echo go1.26.8; exit; fi; echo "dial tcp: connection refused" >&2; exit 1',
  );

  expect((await findHosts()).error).toContain(
    "  - a build with Go from the module proxy: go mod download of github.com/pulumi/pulumi/sdk/v3: " +
      "dial tcp: connection refused",
  );
  expect(await readdir(join(folder, "cache"))).toEqual([]);
});
