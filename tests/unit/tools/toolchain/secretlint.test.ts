import { mkdtemp, readFile, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { callTool, writeCommand, type Outcome } from "../tool-process";

const checkout = resolve(__dirname, "../../../..");

let folder: string;
let commands: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "secretlint-tool-")));
  commands = join(folder, "commands");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** On a machine that has only the commands that a test has written, and a shell's own. */
function findSecretlint(): Promise<Outcome> {
  const environment = { PATH: [commands, "/usr/bin", "/bin"].join(delimiter) };
  const surroundings = { checkout, environment, cache: join(folder, "cache") };
  return callTool("toolchain/tools.mjs", "tools.secretlint", [surroundings], environment);
}

test("a scanner from npm is installed once, from the lock file, and its command alone is put on PATH", async () => {
  const npm = `echo "$*" >> said
    mkdir -p node_modules/.bin && printf '#!/bin/sh\\necho 13.0.6\\n' > node_modules/.bin/secretlint
    chmod +x node_modules/.bin/secretlint && cp node_modules/.bin/secretlint node_modules/.bin/semver`;
  await writeCommand(commands, "npm", npm);

  const first = await findSecretlint();
  const second = await findSecretlint();

  const [name = ""] = await readdir(join(folder, "cache"));
  const installed = join(folder, "cache", name);
  expect(first.value).toEqual({
    what: `13.0.6 (from npm, in ${installed})`,
    folders: [join(installed, "bin")],
    passedOver: [],
  });
  expect(second).toEqual({ value: first.value, said: "" });
  expect(await readdir(join(installed, "bin"))).toEqual(["secretlint"]);
  expect(await readFile(join(installed, "said"), "utf8")).toBe("ci --ignore-scripts --no-audit --no-fund\n");
});

test("where npm fails, the message says why, and nothing is kept", async () => {
  await writeCommand(commands, "npm", "echo 'npm error network timeout' >&2; exit 1");

  expect((await findSecretlint()).error).toBe(
    "There is no secretlint. Give npm its way to the registry and run this again. What was tried:\n" +
      "  - packages from npm: npm ci: npm error network timeout",
  );
  expect(await readdir(join(folder, "cache"))).toEqual([]);
});
