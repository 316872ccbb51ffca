import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkoutFolder } from "../support/engine/example-copy";
import { Marks } from "../support/secrets/marks";
import { ProcessArguments } from "../support/secrets/process-arguments";
import { writtenFiles } from "../support/secrets/written-files";

jest.setTimeout(300_000);

test("the demo runs to its end, finds everything as it should be, and prints what the README shows of it", async () => {
  const temporary = await mkdtemp(join(tmpdir(), "demo-"));
  const looking = new ProcessArguments();
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["tools/demo.mjs"], {
    cwd: checkoutFolder,
    env: { ...process.env, TMPDIR: temporary },
  });
  const marks = new Marks({ "the API key": "demo-api-key", "the application key": "demo-application-key" });
  expect(marks.foundIn([stdout, stderr, ...looking.stop()].join("\n"))).toEqual([]);
  for (const [file, text] of await writtenFiles(temporary)) {
    expect([file, marks.foundIn(text)]).toEqual([file, []]);
  }
  await rm(temporary, { recursive: true });
  expect(stdout).toContain("Everything is as it should be.");
  expect([stdout, stderr].join("\n")).not.toMatch(/Deprecation/);
  const readme = await readFile(join(checkoutFolder, "README.md"), "utf8");
  const [, shown = "not there"] = /The demo ends with the proof[^\n]*\n\n```\n([^]*?)```/.exec(readme) ?? [];
  expect(stdout).toContain(shown);
});
