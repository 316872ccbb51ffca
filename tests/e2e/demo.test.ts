import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkoutFolder } from "../support/engine/example-copy";

jest.setTimeout(300_000);

test("the demo runs to its end, finds everything as it should be, and prints what the README shows of it", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["tools/demo.mjs"], { cwd: checkoutFolder });
  expect(stdout).toContain("Everything is as it should be.");
  const readme = await readFile(join(checkoutFolder, "README.md"), "utf8");
  const [, shown = "not there"] = /The demo ends with the proof[^\n]*\n\n```\n([^]*?)```/.exec(readme) ?? [];
  expect(stdout).toContain(shown);
});
