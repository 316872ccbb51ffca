import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ReportError } from "../../../../sdk/reports/findings/report-error";
import { readReport, readReportFrom } from "../../../../sdk/reports/read-report";
import { leakOf } from "../../../fixtures/reports/leak";
import { problemOf, readText } from "../../../fixtures/reports/read-text";
import { gitleaksJson, plainText } from "../../../fixtures/reports/render-report";

const folder = mkdtempSync(join(tmpdir(), "report-"));
afterAll(() => rmSync(folder, { recursive: true }));

const tokens = "Datadog access token (ddpat_… or ddsat_…)";

test("a file is read by its path, which stands in the report as it was given", async () => {
  const path = join(folder, "leaks.json");
  writeFileSync(path, gitleaksJson([leakOf()]));
  expect(await readReport(path)).toMatchObject({
    path,
    format: "gitleaks JSON",
    tokens: [{ kind: "personal" }],
  });
});

test("a stream's name stands for the path", async () => {
  const report = await readText(plainText([leakOf()]), "(standard input)");
  expect(report).toMatchObject({
    path: "(standard input)",
    tokens: [{ place: { file: "(standard input)", line: 2 } }],
  });
});

test.each([
  ["missing.json", "there is no such file"],
  ["", "this is a folder, not a file"],
  ["leaks.json/more", "there is no such file: a part of its path is not a folder"],
])("a path that can't be read is an error without a stack of the system's: %s", async (name, problem) => {
  writeFileSync(join(folder, "leaks.json"), "[]");
  const path = join(folder, name);
  await expect(readReport(path)).rejects.toThrow(new ReportError({ path, problem }));
});

test("a stream that breaks is an error with its reason", async () => {
  async function* broken() {
    yield await Promise.resolve(Buffer.from(gitleaksJson([leakOf()]).slice(0, -2)));
    throw Object.assign(new Error("read ECONNRESET ddpat_x"), { code: "ECONNRESET" });
  }
  await expect(readReportFrom(broken(), "-")).rejects.toThrow(
    new ReportError({ path: "-", problem: "can't be read (ECONNRESET)" }),
  );
});

test("a stream is closed where the report can't be read to its end", async () => {
  let isClosed = false;
  async function* endless() {
    try {
      for (;;) {
        yield await Promise.resolve(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4]));
      }
    } finally {
      isClosed = true;
    }
  }
  await expect(readReportFrom(endless(), "-")).rejects.toThrow("it is packed (xz). Unpack it");
  expect(isClosed).toBe(true);
});

test.each([
  ["an empty file", ""],
  ["white space", " \r\n"],
  ["an empty list", "[]\n"],
  ["null, as older versions of gitleaks wrote an empty list", "null\n"],
  ["an empty list of pages", "[\n[ ], []]"],
])("nothing at all is an error: %s", async (_, text) => {
  expect(await problemOf(text)).toBe(
    "report: holds no finding: it is empty. Did the scanner run to its end?",
  );
});

test.each([
  ["prose", "no token here"],
  ["bytes that are no text", "\0\x01PK\x03\x04"],
])("a text without a token is an error: %s", async (_, text) => {
  expect(await problemOf(text)).toBe(
    `report: holds no ${tokens}: it was read as plain text. It is no report of a scanner that is known here.`,
  );
});

test.each([
  ["JSON of another tool", `{"findings": [\n{"value": "${leakOf().text}"}]}`, "JSON"],
  ["a list of another tool", `[{"name": "x"},\n{"value": "${leakOf().text}"}]`, "JSON"],
  ["lines of JSON", `{"level": "info"}\n{"msg": "${leakOf().text}"}\n`, "JSON"],
  ["HTML", `<p>\n<code>${leakOf().text}</code>`, "plain text"],
])("any other file is read, and its own line is the place: %s", async (_, text, format) => {
  const { tokenId, publicPortion } = leakOf();
  expect(await readText(text)).toMatchObject({
    format,
    tokens: [{ tokenId, publicPortion, place: { file: "report", line: 2 } }],
    untold: [],
    problems: [],
  });
});

test("a text in which not even the aliases are left says so", async () => {
  expect(await problemOf("Authorization: Bearer ddpat_********")).toBe(
    "report: A Datadog access token can't be told, since the report does not show it: report:1. Take a text in which at least the public portion is left (ddpat_ and 22 letters and digits): TruffleHog's --json, gitleaks without --redact, secretlint with --no-maskSecrets.",
  );
});

test("prose about redacted tokens does not make a text's tokens fewer, or redacted", async () => {
  const { publicPortion } = leakOf();
  const { tokens: found, untold } = await readText(`tokens (ddpat_…) such as ${publicPortion}`);
  expect([found.length, untold]).toEqual([1, []]);
});

test("a token whose file name holds a token leaks no secret in an error", async () => {
  const path = join(folder, `${leakOf().text}.json`);
  await expect(readReport(path)).rejects.toThrow(`${leakOf().publicPortion}_[REDACTED]`);
});

test.each([
  ["an empty list", "[]", true],
  [
    "other findings",
    gitleaksJson([leakOf({ text: "hunter2", rule: "aws" })]).replace("Datadog", "Other"),
    true,
  ],
  ["redacted tokens", gitleaksJson([leakOf({ text: "REDACTED" })]), false],
  [
    "damage",
    gitleaksJson([leakOf({ text: "hunter2", rule: "aws" })])
      .replace("Datadog", "Other")
      .slice(0, -3),
    false,
  ],
])(
  "an error tells whether a report is in order and only names no token: %s",
  async (_, text, holdsNoToken) => {
    await expect(readText(text)).rejects.toMatchObject({ holdsNoToken });
  },
);
