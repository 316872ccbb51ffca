import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";
import { scannerReports } from "../../../../fixtures/reports/shapes";

/* Reports that people have brought, and what was lost of each: a masked finding beside a readable one, or a place. */

const leak = leakOf();
const { text: token, rule, commit } = leak;
const json = (value: unknown) => JSON.stringify(value, null, 1);
const finding = (File: string, StartLine: number, Secret: string) => ({
  RuleID: rule,
  File,
  StartLine,
  Secret,
});
const table = (separator: string, columns: string[], rows: string[][]) =>
  [columns, ...rows].map((row) => row.join(separator)).join("\r\n");
const rows = [
  ["src/a.ts", "4", token, rule],
  ["src/b.ts", "9", "REDACTED", rule],
];
const columns = ["File", "StartLine", "Secret", "RuleID"];

test.each([
  ["a table of Excel's", table(";", columns, rows)],
  ["a table with commas", table(",", columns, rows)],
  [
    "a table of PowerShell's",
    `#TYPE System.Management.Automation.PSCustomObject\r\n${table(",", columns, rows)}`,
  ],
  [
    "a table with its columns moved",
    table(
      ";",
      columns.toReversed(),
      rows.map((row) => row.toReversed()),
    ),
  ],
  ["a table without a last line end", table(",", columns, rows)],
  ["findings in JSON", json([finding("src/a.ts", 4, token), finding("src/b.ts", 9, "REDACTED")])],
  [
    "findings of gitleaks, one by one",
    `${json(finding("src/a.ts", 4, token))}\n${json(finding("src/b.ts", 9, "REDACTED"))}\n`,
  ],
  [
    "a log and findings",
    `INF scanning\n${json([finding("src/a.ts", 4, token), finding("src/b.ts", 9, "REDACTED")])}\n`,
  ],
  [
    "semgrep's JSON",
    json({
      results: [
        { check_id: rule, path: "src/a.ts", start: { line: 4 }, extra: { lines: token } },
        { check_id: rule, path: "src/b.ts", start: { line: 9 }, extra: { lines: "requires login" } },
      ],
    }),
  ],
])("of %s the readable token is found, and the masked one said", async (_, report) => {
  const { tokens, untold } = await readText(report);
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: "src/a.ts", line: 4 } }]);
  expect(untold).toMatchObject([{ place: { file: "src/b.ts", line: 9 } }]);
});

test("a token that a column of 64 characters has cut off is found, and said to be cut off", async () => {
  const { tokens } = await readText(`id,secret\n1,${token.slice(0, 64)}\n`);
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId, isPartial: true, place: { line: 2 } }]);
});

test("a place that gitleaks reports for each parent of a merge counts once", async () => {
  const merged = { ...finding("f.txt", 1, token), Commit: commit };
  const { tokens } = await readText(json([merged, merged]));
  expect(tokens).toMatchObject([{ place: { file: "f.txt", line: 1, commit } }]);
});

test("in the file that secretlint writes into its JSON, a token's line is told, though the message is masked", async () => {
  const messages = [{ message: "found matching ******: ****", loc: { start: { line: 4, column: 9 } } }];
  const { tokens, untold } = await readText(
    json([{ filePath: "src/app.py", sourceContent: `import os\n\n# x\nTOKEN = "${token}"\n`, messages }]),
  );
  expect(tokens).toMatchObject([{ place: { file: "src/app.py", line: 4 } }]);
  expect(untold).toEqual([]);
});

test("Talisman's report tells the commit", async () => {
  const { tokens } = await readText(scannerReports["talisman"]?.(token) ?? "");
  expect(tokens).toMatchObject([{ place: { file: "src/app.py", commit } }]);
});
