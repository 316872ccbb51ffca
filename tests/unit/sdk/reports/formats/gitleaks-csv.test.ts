import { leakOf } from "../../../../fixtures/reports/leak";
import { problemOf, readText } from "../../../../fixtures/reports/read-text";
import { gitleaksCsv } from "../../../../fixtures/reports/render-report";

const leak = leakOf();
const report = gitleaksCsv([leak, leakOf({ file: "b.ts" })]);
const [header = ""] = report.split("\n");

test("a report of an older gitleaks, without Link, is read", async () => {
  const old = `${header.replace(",Link", "")}\nrule,,a.env,,${leak.text},x,3,3,1,2,Jane,fix,2026,j@x,print,\n`;
  expect(await readText(old)).toMatchObject({
    format: "gitleaks CSV",
    tokens: [{ tokenId: leak.tokenId, place: { file: "a.env", line: 3, rule: "rule" } }],
  });
});

test.each([
  ["Windows line ends", report.replaceAll("\n", "\r\n")],
  ["empty lines", report.replace("\n", "\n\n") + "\n\n"],
  [
    "every field in quotes",
    `${header.replaceAll(/\w+/g, '"$&"')}\n"${["r", "", "a", "", leak.text, leak.text, "3", ...Array<string>(10).fill("")].join('","')}"\n`,
  ],
])("a report with %s is read", async (_, text) => {
  const { tokens } = await readText(text, "report", 7);
  expect(tokens[0]).toMatchObject({ tokenId: leak.tokenId });
});

test("a redacted report says so", async () => {
  expect(await problemOf(report.replaceAll(leak.text, "REDACTED"))).toMatch(
    /^report: 2 Datadog access tokens can't be told, .*: src\/app.ts:12 .*, b.ts:12 .* Run it without --redact/,
  );
});

test("a report of other findings says that, and what to do", async () => {
  const others = report.replaceAll(leak.text, "hunter2").replaceAll(/datadog[\w-]*|Datadog[\w ]*/g, "aws");
  expect(await problemOf(others)).toContain("it was read as gitleaks CSV. gitleaks finds them only");
});

test.each([
  ["semicolons, as Excel writes them", (text: string) => `\ufeff${text.replaceAll(",", ";")}`],
  ["tabs", (text: string) => text.replaceAll(",", "\t")],
  ["a separator's line before it", (text: string) => `sep=,\r\n${text}`],
  ["PowerShell's line of the type", (text: string) => `#TYPE System.Object\r\n${text}`],
  ["no line break at its end", (text: string) => text.trimEnd()],
])("a table is read that has %s", async (_, change) => {
  const table = [
    "File,StartLine,RuleID,Secret,Commit",
    `a.ts,4,${leak.rule},${leak.text},${leak.commit}`,
    `"b.ts",5,${leak.rule},REDACTED,${leak.commit}`,
    "",
  ].join("\r\n");
  const { tokens, untold, problems } = await readText(change(table));
  const { commit, rule } = leak;
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: "a.ts", line: 4, commit, rule } }]);
  expect(untold).toEqual([{ place: { file: "b.ts", line: 5, commit, rule }, reason: "hidden" }]);
  expect(problems).toEqual([]);
});

test("a table of other columns is read, with what it says of the place", async () => {
  const table = `file,line,secret\nsrc/a.py,4,"ddpat_1d...hJ6"\nsrc/b.py,9,"${leak.publicPortion}_a***"\n`;
  const { format, tokens, untold } = await readText(table);
  expect(format).toBe("CSV");
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: "src/b.py", line: 9 } }]);
  expect(untold).toEqual([{ place: { file: "src/a.py", line: 4 }, reason: "redacted" }]);
});

test.each([
  ["a row with too few fields", `${leak.text},b,c\n`],
  ["a quote in the middle of a field", `x,y"z,${leak.text},,,,,,,,,,,,,,\n`],
  ["a line that is no number", report.split("\n").slice(1, 4).join("\n").replace(",12,", ",x,") + "\n"],
])("%s hides no token, and the rows around it are read", async (_, row) => {
  const { tokens } = await readText(
    `${header}\n${row}${gitleaksCsv([leakOf({ file: "b.ts" })]).slice(header.length + 1)}`,
  );
  expect(tokens.map(({ tokenId }) => tokenId)).toEqual([leak.tokenId, leak.tokenId]);
  expect(tokens.at(-1)?.place).toMatchObject({ file: "b.ts", line: 12 });
});

test("a report that was cut off says so, and what was read before it stands", async () => {
  const { tokens, problems } = await readText(report.slice(0, -300));
  expect(tokens.length).toBeGreaterThan(0);
  expect(problems).toEqual([
    expect.stringMatching(/^Line \d+: the CSV ends here in the middle, so there may be more/),
  ]);
});
