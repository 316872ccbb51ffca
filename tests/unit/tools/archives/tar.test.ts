import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);
const tool = pathToFileURL(resolve(__dirname, "../../../../tools/archives/tar.mjs")).href;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tar-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Writes an archive of a script, and of a file whose size is no multiple of a block's. */
async function writeArchive(name: string): Promise<string> {
  const file = join(folder, name);
  const program = `
    import { writeFileSync } from "node:fs";
    import { tarGz } from ${JSON.stringify(tool)};
    writeFileSync(${JSON.stringify(file)}, tarGz([
      { name: "start", mode: 0o755, content: Buffer.from("#!/bin/sh") },
      { name: "bundle.cjs", mode: 0o644, content: Buffer.alloc(1030, "ä") },
      { name: "empty", mode: 0o644, content: Buffer.alloc(0) },
    ]));`;
  await execute(process.execPath, ["--input-type=module", "--eval", program]);
  return file;
}

test("tar unpacks what was packed, byte by byte, and a script can be run", async () => {
  await execute("tar", ["-xzf", await writeArchive("one.tar.gz"), "-C", folder]);
  expect(await readFile(join(folder, "start"), "utf8")).toBe("#!/bin/sh");
  expect(await readFile(join(folder, "bundle.cjs"))).toEqual(Buffer.alloc(1030, "ä"));
  expect(await readFile(join(folder, "empty"))).toEqual(Buffer.alloc(0));
  expect((await stat(join(folder, "start"))).mode & 0o777).toBe(0o755);
  expect((await stat(join(folder, "bundle.cjs"))).mode & 0o777).toBe(0o644);
});

test("an archive is the same bytes each time", async () => {
  const archives = [await writeArchive("one.tar.gz"), await writeArchive("another.tar.gz")];
  const [one, another] = await Promise.all(archives.map((file) => readFile(file)));
  expect(another).toEqual(one);
});
