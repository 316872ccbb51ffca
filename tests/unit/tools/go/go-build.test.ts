import { mkdir, mkdtemp, readFile, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { callTool, writeCommand } from "../tool-process";

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "go-build-")));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const recipe = (module: string): Record<string, string> => ({
  command: "tool",
  module,
  goPackage: "example/tool",
  linkerFlags: "-s -w",
  takes: "a blink",
});

test("a build is pinned by go.mod and go.sum, and needs neither a C compiler nor git", async () => {
  const go = await writeCommand(
    folder,
    "go",
    'echo "$PWD CGO_ENABLED=$CGO_ENABLED GOWORK=$GOWORK $*" > said',
  );
  await mkdir(join(folder, "output"));
  const args = [recipe(folder), { go, version: "go1.26.8" }, join(folder, "output"), {}];

  const outcome = await callTool("go/go-build.mjs", "goBuild", args);

  expect(outcome).toEqual({ said: "[set-up] building tool with go1.26.8, once (a blink) …\n" });
  expect(await readFile(join(folder, "said"), "utf8")).toBe(
    `${folder} CGO_ENABLED=0 GOWORK=off build -mod=readonly -buildvcs=false -trimpath -ldflags -s -w ` +
      `-o ${join(folder, "output", "tool")} example/tool\n`,
  );
});

test("a build that fails is told in Go's own words", async () => {
  const go = await writeCommand(folder, "go", 'echo "no space left on device" >&2; exit 1');
  const args = [recipe(folder), { go, version: "go1.26.8" }, folder, {}];

  const { value } = await callTool("go/go-build.mjs", "goBuild", args);

  expect(value).toBe("go build of example/tool: no space left on device");
  expect(await readdir(folder)).toEqual(["go"]);
});
