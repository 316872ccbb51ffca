import { isIncomplete } from "../../../../sdk/reports/untold-warning";
import { ReportError } from "../../../../sdk/reports/findings/report-error";
import { leakOf } from "../../../fixtures/reports/leak";
import { readText } from "../../../fixtures/reports/read-text";

const leak = leakOf();
const { text, publicPortion, tokenId, rule } = leak;

const wordsOf = (read: object) => (read instanceof Error ? read.message : JSON.stringify(read));

/** Reads a text, of which every word that is said may be shown: no secret part is in it. */
async function outcome(report: string) {
  const read = await readText(report).catch((error: unknown) => error as ReportError);
  expect(wordsOf(read)).not.toContain(leak.secret.slice(0, 12));
  return read;
}

test.each([
  ["cut off at a column of 64 characters", `id,file,token\n1,a.py,${text.slice(0, 64)}\n`],
  ["cut off at the end of a log's record", `${JSON.stringify({ log: `x ${text.slice(0, 40)}` })}\n`],
  ["one character short", `x ${text.slice(0, -1)} y\n`],
  ["one character longer", `x ${text}Z y\n`],
  ["far longer, as another secret part may be", `x ${text}${"Q7".repeat(20)} y\n`],
])(
  "a token whose secret part is %s is told by its public portion, and that it is not whole",
  async (_, report) => {
    expect(await outcome(report)).toMatchObject({ tokens: [{ tokenId }] });
  },
);

test.each([
  ["at a column's end", `${" ".repeat(40)}${text.slice(0, 24)}\n`],
  ["at the end of a file", `x ${text.slice(0, 18)}`],
  ["at the end of a log's record", `${JSON.stringify({ log: `x ${text.slice(0, 15)}` })}\n`],
])("an alias that is cut off %s is said, and no id is guessed", async (_, report) => {
  expect(await outcome(report)).toMatchObject({ holdsNoToken: false });
});

const finding = JSON.stringify([{ file: "a.py", line: 3, secret: text }], undefined, 2);
const lines = (prefix: string) => finding.replaceAll(/^/gm, prefix);

test.each([
  ["between prose", `Scanning…\n${finding}\ndone. 1 leak\n`],
  ["behind another value in the same line", `{"file":"z"}${finding.replaceAll("\n", "")}`],
  ["with a comma too many", finding.replace(/\]$/, ",]")],
  ["with a byte order mark and CRLF", `\ufeff${finding.replaceAll("\n", "\r\n")}`],
  ["behind a time in each line", `2026-11-28T10:00:00.0Z ${finding.replaceAll(/\n\s*/g, "")}\n`],
])("a finding in JSON is read %s, at its place", async (_, report) => {
  expect(await outcome(report)).toMatchObject({ tokens: [{ tokenId, place: { file: "a.py", line: 3 } }] });
});

test.each([
  ["times of a CI system", lines("2026-11-28T10:00:00.0000000Z ")],
  ["a container's name", lines("scanner-1  | ")],
  ["a number that JSON does not know", finding.replace('"line"', '"entropy": NaN, "line"')],
  ["quotation marks of Python", finding.replaceAll('"', "'")],
])("a token is found in JSON that was broken by %s", async (_, report) => {
  expect(await outcome(report)).toMatchObject({ tokens: [{ tokenId }] });
});

test.each([
  ["in semicolons", `File;StartLine;Secret\na.py;4;${text}\n`],
  ["in tabs", `File\tStartLine\tSecret\na.py\t4\t${text}\n`],
  ["of Excel", `sep=;\r\nFile;StartLine;Secret\r\na.py;4;${text}\r\n`],
  ["of PowerShell", `#TYPE System.Object\r\n"File","StartLine","Secret"\r\n"a.py","4","${text}"\r\n`],
  ["without its last line end", `Secret,StartLine,File\n${text},4,a.py`],
  ["with a formula", `File,StartLine,Secret\na.py,4,"=""${text}"""\n`],
])("a table %s is read, at its place", async (_, report) => {
  expect(await outcome(report)).toMatchObject({ tokens: [{ tokenId, place: { file: "a.py", line: 4 } }] });
});

test.each([
  ["gitleaks", JSON.stringify([{ RuleID: rule, Secret: "REDACTED", File: "a.py", StartLine: 4 }])],
  [
    "gitleaks with --redact=58",
    JSON.stringify([{ RuleID: rule, Secret: `${text.slice(0, 27)}...`, File: "a.py", StartLine: 4 }]),
  ],
  ["a spreadsheet", `Rule ID;File Path;Start Line;Secret\n${rule};a.py;4;ddpat_****\n`],
  [
    "checkstyle",
    `<checkstyle><file name="a.py"><error source="${rule}" line="4" message="found ****"/></file></checkstyle>`,
  ],
  ["GitHub Actions", `::warning file=a.py,line=4,endLine=4::Found unverified CustomRegex/${rule} result\n`],
])("a masked finding of %s is said with its place", async (_, report) => {
  const said = await outcome(report);
  expect(said).toMatchObject({ holdsNoToken: false });
  expect(wordsOf(said)).toContain("a.py:4");
});

test.each([
  ["a masked finding", JSON.stringify([{ RuleID: rule, Secret: "REDACTED", File: "b.py", StartLine: 5 }])],
  ["a token that is cut off", JSON.stringify({ file: "b.py", line: 5, text: text.slice(0, 18) })],
])("%s beside a whole token is said, and the whole one is told", async (_, other) => {
  const read = await outcome(`${other}\n${JSON.stringify({ file: "a.py", line: 4, secret: text })}\n`);
  expect(read).toMatchObject({ tokens: [{ publicPortion }], untold: [{ place: { file: "b.py", line: 5 } }] });
  expect(read instanceof ReportError || isIncomplete(read)).toBe(true);
});

test.each([
  ["an application key", "export DD_APP_KEY=ddapp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5\n", "Application Keys"],
  [
    "an API key of a rule's",
    JSON.stringify([{ RuleID: "datadog-api-key", Secret: "0".repeat(32), File: "a", StartLine: 1 }]),
    "API Keys",
  ],
])("%s is no access token, and is said with where it is revoked", async (_, report, where) => {
  const said = await outcome(report);
  expect(said).toMatchObject({ holdsNoToken: true });
  expect(wordsOf(said)).toContain(where);
});

test("nothing behind an alias that is damaged by an entity is shown", async () => {
  const damaged = `${text.slice(0, 8)}&#95;${text.slice(8)}`;
  const said = await outcome(`RuleID,Commit,File,Secret\n${rule},abc,${damaged},x\n`);
  expect(wordsOf(said)).toContain("[REDACTED]");
});

test.each(["__", "___"])(
  "nothing behind %s is shown, also of a token with colours in it, where a report takes it for a name",
  async (underscores) => {
    const coloured = text.replace("dd", "d\u001b[0md").replace(/_(?=[^_]+$)/, underscores);
    await outcome(
      `RuleID,Commit,File,Secret,StartLine\ndatadog-personal-access-token,abc,${coloured},${text},4\n`,
    );
    expect(await outcome(`x ${coloured} y\n`)).toMatchObject({ tokens: [{ tokenId }] });
  },
);

test("nothing behind an alias that is damaged twice is shown, where a report takes it for a name", async () => {
  const damaged = text.replace("4lL", "%5F4lL").replace("94T", "94T]");
  expect(damaged).not.toBe(text);
  await outcome(
    `RuleID,Commit,File,Secret,StartLine\ndatadog-personal-access-token,abc,${damaged},${text},4\n`,
  );
});
