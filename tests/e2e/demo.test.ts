import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { checkoutFolder } from "../support/example-copy";

jest.setTimeout(300_000);

test("the demo runs to its end and finds everything as it should be", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["tools/demo.mjs"], { cwd: checkoutFolder });
  expect(stdout).toContain("each of the three was revoked with one DELETE");
  expect(stdout).toContain("Everything is as it should be.");
});
