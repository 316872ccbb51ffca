import { mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { callTool, writeCommand, type Outcome } from "./tool-process";

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "go-build-")));
  await writeFile(join(folder, "go.mod"), "module example\n");
  await writeFile(join(folder, "go.sum"), "");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const cached = async (): Promise<string[]> => (await readdir(join(folder, "cache"))).sort();

/** `go build … -o <path> <package>`, as far as these tests need it. */
const workingGo = 'while [ "$1" != -o ]; do shift; done; echo built > "$2"; echo once more >> "$COUNT"';

async function build(script: string): Promise<Outcome> {
  const go = await writeCommand(folder, "go", script);
  const recipe = {
    command: "tool",
    module: folder,
    goPackage: "example/tool",
    linkerFlags: "-s",
    takes: "a blink",
  };
  const surroundings = { environment: { COUNT: join(folder, "count") }, cache: join(folder, "cache") };
  return callTool("go-build.mjs", "goBuild", [recipe, { go, version: "go1.26.8" }, surroundings]);
}

test("a finished build stands in the cache under its hash, and is not built again", async () => {
  const first = await build(workingGo);
  const second = await build("exit 1");

  const [name = ""] = await cached();
  expect(name).toMatch(/^tool-[0-9a-f]{16}$/);
  expect(first.value).toEqual({ folder: join(folder, "cache", name) });
  expect(second.value).toEqual(first.value);
});

test("a failed build leaves nothing in the cache and is told in Go's own words", async () => {
  const { value } = await build(
    'while [ "$1" != -o ]; do shift; done; echo half > "$2"; echo "no space" >&2; exit 1',
  );

  expect(value).toEqual({ unavailable: "go build of example/tool: no space" });
  expect(await cached()).toEqual([]);
});

test("another go.sum is another build", async () => {
  await build(workingGo);
  await writeFile(join(folder, "go.sum"), "example.org/module v1.0.0 h1:abc\n");
  await build(workingGo);

  expect(await cached()).toHaveLength(2);
});
