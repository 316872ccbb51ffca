import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { callTool, writeCommand } from "../tool-process";

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "pulumi-on-path-")));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function find(...folders: string[]): Promise<unknown> {
  const path = [...folders, "/usr/bin", "/bin"].join(delimiter);
  return (await callTool("pulumi/pulumi-on-path.mjs", "pulumiOnPath.find", [{ environment: { PATH: path } }]))
    .value;
}

test("a new CLI with its language host beside it is used", async () => {
  const pulumi = await writeCommand(folder, "pulumi", "echo v3.259.0");
  await writeCommand(folder, "pulumi-language-nodejs", "exit 0");

  expect(await find(folder)).toEqual({ what: `v3.259.0 (${pulumi})`, folders: [folder] });
});

test("the language host may be elsewhere on PATH", async () => {
  const pulumi = await writeCommand(join(folder, "a"), "pulumi", "echo v3.259.0");
  await writeCommand(join(folder, "b"), "pulumi-language-nodejs", "exit 0");

  expect(await find(join(folder, "a"), join(folder, "b"))).toEqual({
    what: `v3.259.0 (${pulumi})`,
    folders: [join(folder, "a")],
  });
});

test("a CLI without a language host is passed over", async () => {
  const pulumi = await writeCommand(folder, "pulumi", "echo v3.259.0");

  expect(await find(folder)).toEqual({
    unavailable: `${pulumi} has no language host (pulumi-language-nodejs) beside it or on PATH`,
  });
});

test("an old CLI is passed over", async () => {
  const pulumi = await writeCommand(folder, "pulumi", "echo v3.100.0");
  await writeCommand(folder, "pulumi-language-nodejs", "exit 0");

  expect(await find(folder)).toEqual({
    unavailable: `${pulumi} is v3.100.0, and 3.251.0 or newer is needed`,
  });
});

test("a CLI that does not run is passed over with its own words", async () => {
  const pulumi = await writeCommand(folder, "pulumi", "echo 'pulumi: fetch failed' >&2; exit 1");

  expect(await find(folder)).toEqual({ unavailable: `${pulumi} does not run: pulumi: fetch failed` });
});

test("what npm puts on PATH is not the machine's CLI", async () => {
  const commands = join(folder, "node_modules", ".bin");
  await writeCommand(commands, "pulumi", "echo v3.259.0");
  await writeCommand(commands, "pulumi-language-nodejs", "exit 0");

  expect(await find(commands)).toEqual({ unavailable: "there is none" });
});
