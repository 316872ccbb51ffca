import { leakOf } from "../../../../fixtures/reports/leak";
import { problemOf, readText } from "../../../../fixtures/reports/read-text";
import { gitleaksCsv } from "../../../../fixtures/reports/render-report";

const leak = leakOf();
const report = gitleaksCsv([leak, leakOf({ file: "b.ts" })]);
const [header = "", ...rows] = report.trimEnd().split(/\n(?=datadog)/);
const again = "(read as gitleaks CSV). Let the scanner write the report again.";

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
    /^report: every .* is redacted, .*: src\/app.ts:12 .*; b.ts:12 .* Run gitleaks without --redact/,
  );
});

test("a report of other findings says how many", async () => {
  const others = report.replaceAll(leak.text, "hunter2").replaceAll("datadog-personal-access-token", "aws");
  expect(await problemOf(others)).toContain("it was read as gitleaks CSV, with 2 findings of other kinds");
});

test("a header alone is an error", async () => {
  expect(await problemOf(`${header}\n`)).toContain("it was read as gitleaks CSV, with no finding");
});

/** A row of two texts' lines: the commit's message has three. */
const secondRow = 5;

test.each([
  ["a row with too few fields", `${header}\n${rows[0]}\na,b,c\n`, secondRow],
  ["a row with too many fields", `${header}\n${rows[0]}\n${"x,".repeat(20)}\n`, secondRow],
  ["a quote in the middle of a field", `${header}\n${rows[0]}\nx,y"z,a,,,,,,,,,,,,,,\n`, secondRow],
  ["a quote without an end", `${header}\n${rows[0]}\n"x,y\n\n`, secondRow + 1],
])("%s is an error at its line", async (_, text, line) => {
  const problem = `the CSV is damaged here, or ends here in the middle ${again}`;
  expect(await problemOf(text)).toBe(`report:${line}: ${problem}`);
  expect(await problemOf(text.replaceAll("\n", "\r\n"))).toBe(`report:${line}: ${problem}`);
});

test("a line that is no number is an error where its row begins", async () => {
  const text = report.replace(/(b\.ts[^]*?),12,/, "$1,x1,");
  expect(await problemOf(text)).toBe(
    `report:${secondRow}: "StartLine" of a finding is wrong: it is no number ${again}`,
  );
});

test("a column that is missing is named", async () => {
  expect(await problemOf(report.replace(",Secret,Match,", ",Secrets,Matches,"))).toBe(
    `report:1: the CSV has no column Secret, Match ${again}`,
  );
});

test("a report without a line break at its end was cut off", async () => {
  expect(await problemOf(report.trimEnd())).toBe(
    `report:7: the CSV ends here in the middle: it has no line break at its end ${again}`,
  );
});
