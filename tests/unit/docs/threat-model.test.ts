import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../support/engine/example-copy";
import { MarkdownDocument } from "../../support/documents/markdown";

const model = new MarkdownDocument("docs/threat-model.md");
const shown = model.tables
  .flatMap(({ rows }) => rows.map(([, , test = ""]) => test))
  .filter((test) => test !== "");

test("almost everything that holds somebody back is shown by a test", () => {
  const rows = model.tables.flatMap(({ rows: each }) => each);
  expect(rows.length - shown.length).toBeLessThanOrEqual(1);
  expect(model.headings.length - 1).toBe(6);
});

test.each(shown)("there is the test %s", (reference) => {
  const [, file = "", title = ""] = /^`([^`]+)`: (.+)$/.exec(reference) ?? [];
  const path = join(checkoutFolder, "tests", file);
  expect([file, existsSync(path)]).toEqual([file, true]);
  expect(readFileSync(path, "utf8")).toContain(`"${title}"`);
});
