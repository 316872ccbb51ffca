import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../support/engine/example-copy";
import { codesIn, MarkdownDocument } from "../../support/documents/markdown";

const page = new MarkdownDocument("CONTRIBUTING.md");
const { scripts } = JSON.parse(readFileSync(join(checkoutFolder, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

test("every script that contributors are told to run is there", () => {
  const run = [...page.text.matchAll(/npm (?:run ([\w:]+)|(test))\b/g)].map(([, name, test]) => name ?? test);
  expect(run.length).toBeGreaterThan(6);
  expect(run.filter((name = "") => !(name in scripts))).toEqual([]);
});

test("every file and folder that contributors are sent to is there", () => {
  const paths = codesIn(page.prose).filter(
    (code) => /^\.?[\w.-]+\/[\w./-]*$/.test(code) && code !== "owner/name",
  );
  expect(paths.length).toBeGreaterThan(15);
  expect(paths.filter((path) => !existsSync(join(checkoutFolder, path)))).toEqual([]);
});

test("the table of projects has all of jest's, each with the folder of its tests", () => {
  const config = readFileSync(join(checkoutFolder, "jest.config.mjs"), "utf8");
  const projects = [...config.matchAll(/^ {4}project\("(\w+)"/gm)].map(([, name]) => name);
  const { rows } = page.table("Set-up");
  expect(rows.flatMap(([name = ""]) => codesIn(name)).sort()).toEqual(projects.sort());
});

test("a release takes both packages' versions to be the same", () => {
  const versions = ["package.json", "simulator/package.json"].map(
    (file) => (JSON.parse(readFileSync(join(checkoutFolder, file), "utf8")) as { version: string }).version,
  );
  expect(new Set(versions).size).toBe(1);
});
