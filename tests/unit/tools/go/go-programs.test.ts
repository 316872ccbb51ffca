import { mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { callTool, writeCommand, type Outcome } from "../tool-process";

const checkout = resolve(__dirname, "../../../..");

let folder: string;
let commands: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "go-programs-")));
  commands = join(folder, "commands");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** On a machine that has only the commands that a test has written, and a shell for them. */
function find(tool: "go" | "sdk-generator"): Promise<Outcome> {
  const environment = { PATH: commands };
  const surroundings = { checkout, environment, cache: join(folder, "cache") };
  const names = {
    go: ["go/go-toolchain.mjs", "findGo"],
    "sdk-generator": ["go/sdk-generator.mjs", "findSdkGenerator"],
  };
  const [module = "", name = ""] = names[tool];
  return callTool(module, name, [surroundings], environment);
}

test("the Go on PATH that is new enough is the one for programs", async () => {
  await writeCommand(commands, "go", "echo go1.26.8");
  expect((await find("go")).value).toEqual({ what: "go1.26.8", folders: [], passedOver: [] });
});

test("without any Go the message says where to get it", async () => {
  expect((await find("go")).error).toContain("There is no Go. Install it as https://go.dev/doc/install says");
});

test("the generator of SDKs is built once, from its own source", async () => {
  const workingGo = `if [ "$1" = env ]; then echo go1.26.8; exit; fi
while [ "$1" != -o ]; do shift; done; echo "$3" > "$2"`;
  await writeCommand(commands, "go", workingGo);
  const first = await find("sdk-generator");
  const second = await find("sdk-generator");

  const [name = ""] = await readdir(join(folder, "cache"));
  const built = join(folder, "cache", name);
  expect(name).toMatch(/^sdk-generator-[0-9a-f]{16}$/);
  expect(first.value).toEqual({
    what: `with Pulumi's generators 3.259.0 (built with go1.26.8, in ${built})`,
    folders: [built],
    passedOver: [],
  });
  expect(second).toEqual({ value: first.value, said: "" });
});
