import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { checkoutFolder } from "../../support/engine/example-copy";

/** Jest itself imports the order, as a module: so does this, in a process of its own. */
const script = `
import Order from "./tests/set-up/longest-first.mjs";
const context = { config: { cache: false }, hasteFS: { getSize: (path) => path.length } };
const tests = process.argv.slice(1).map((path) => ({ path, context }));
console.log(JSON.stringify(new Order({}).sort(tests).map(({ path }) => path)));
`;

test("the files that take long come first, each in its place once", () => {
  const files = [
    "tests/unit/readme.test.ts",
    "tests/e2e/lifecycle.test.ts",
    "tests/package/install.test.ts",
    "tests/e2e/pipelines/github-actions.test.ts",
  ].map((file) => join(checkoutFolder, file));
  const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", script, ...files], {
    cwd: checkoutFolder,
    encoding: "utf8",
  });
  const order = JSON.parse(printed) as string[];
  expect([...order].sort()).toEqual([...files].sort());
  expect(order[0]).toBe(files[3]);
  expect(order.at(-1)).toBe(files[0]);
});
