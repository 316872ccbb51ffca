import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readReport } from "../../../../sdk/reports/read-report";
import { ReportError } from "../../../../sdk/reports/findings/report-error";
import { leakOf } from "../../../fixtures/reports/leak";
import { readBytes, readText } from "../../../fixtures/reports/read-text";
import { sarifElsewhere, sarifLocation, sarifRun } from "../../../fixtures/reports/sarif-shapes";
import { maskedReports, scannerReports } from "../../../fixtures/reports/shapes";

const leak = leakOf();
const folder = mkdtempSync(join(tmpdir(), "shapes-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(Object.entries(scannerReports))(
  "a token in the report of %s is found at its place",
  async (name, report) => {
    const { tokens, untold, problems } = await readText(report(leak.text));
    const line = name === "talisman" ? {} : { line: 4 };
    expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: "src/app.py", ...line } }]);
    expect({ untold, problems }).toEqual({ untold: [], problems: [] });
  },
);

test.each(["betterleaks", "gitlab", "kingfisher", "gitleaks JUnit", "gitleaks -v"])(
  "of %s the commit and the rule are told, too",
  async (scanner) => {
    const { tokens } = await readText(scannerReports[scanner]?.(leak.text) ?? "");
    expect(tokens[0]?.place).toMatchObject({
      commit: "1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c",
      rule: expect.stringContaining("datadog-personal-access-token") as string,
    });
  },
);

test.each(Object.entries(maskedReports))(
  "a masked finding in %s is said, with its place",
  async (_, report) => {
    const error: unknown = await readText(report).catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(ReportError);
    expect(error).toMatchObject({ holdsNoToken: false });
    expect(String(error)).toContain("src/app.py:4");
  },
);

test.each(Object.entries(maskedReports).filter(([, report]) => report.startsWith("{")))(
  "a masked finding in %s is said beside another report's token",
  async (_, report) => {
    const { tokens, untold } = await readText(
      `${report}\n${JSON.stringify({ file: "b.py", line: 1, x: leak.text })}\n`,
    );
    expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: "b.py", line: 1 } }]);
    expect(untold).toMatchObject([{ place: { file: "src/app.py", line: 4 } }]);
  },
);

test.each(Object.entries(sarifElsewhere))("in SARIF a token is found in %s", async (_, report) => {
  const { tokens, untold } = await readText(report);
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: "src/app.py", line: 4 } }]);
  expect(untold).toEqual([]);
});

test("rules and revisions of SARIF are read by number and for the run", async () => {
  const report = JSON.stringify({
    runs: [
      {
        tool: { driver: { name: "x", rules: [{ id: "r0" }, { id: "r1" }] } },
        versionControlProvenance: [{ revisionId: "abc" }],
        results: [{ ruleIndex: 1, message: {}, locations: [sarifLocation("a.py", 3, leak.text)] }],
      },
    ],
  });
  const { tokens } = await readText(report);
  expect(tokens[0]?.place).toEqual({ file: "a.py", line: 3, rule: "r1", commit: "abc" });
});

test("a clean report that has the rules is in order", async () => {
  const rules = [{ id: "datadog-personal-access-token", shortDescription: { text: "ddpat_…" } }];
  const report = { runs: [{ tool: { driver: { name: "x", rules } }, results: [] }] };
  await expect(readText(JSON.stringify(report))).rejects.toMatchObject({ holdsNoToken: true });
});

test("results in a file beside a SARIF are read, or the file is named", async () => {
  const run = {
    tool: { driver: { name: "x" } },
    externalPropertyFileReferences: { results: [{ location: { uri: "more.sarif-external-properties" } }] },
  };
  const main = join(folder, "main.sarif");
  writeFileSync(main, JSON.stringify({ version: "2.1.0", runs: [run] }));
  await expect(readReport(main)).rejects.toThrow("is in the file more.sarif-external-properties");
  const results = [{ ruleId: "r", message: {}, locations: [sarifLocation("a.py", 3, leak.text)] }];
  writeFileSync(
    join(folder, "more.sarif-external-properties"),
    JSON.stringify({ version: "2.1.0", results }),
  );
  expect((await readReport(main)).tokens).toMatchObject([{ place: { file: "a.py", line: 3, rule: "r" } }]);
});

const sarif = sarifRun([{ ruleId: "r", message: {}, locations: [sarifLocation("a.py", 3, leak.text)] }]);

test("what is packed is read: gzip, and the gzip in base64 of an upload", async () => {
  const packed = gzipSync(sarif);
  const upload = JSON.stringify({
    commit_sha: "abc",
    ref: "refs/heads/main",
    sarif: packed.toString("base64"),
  });
  for (const bytes of [
    packed,
    gzipSync(packed),
    Buffer.from(upload),
    Buffer.from(packed.toString("base64")),
  ]) {
    const { tokens } = await readBytes(bytes, "report", 100);
    expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: "a.py", line: 3 } }]);
  }
});

test.each([
  ["gzip that was cut off", gzipSync(sarif).subarray(0, 60), "it is packed (gzip), and damaged"],
  ["a damaged zip", Buffer.from("PK\x03\x04 and no more"), "it is packed (zip), and damaged"],
  [
    "an archive of another kind",
    Buffer.from("\x28\xb5\x2f\xfd", "latin1"),
    "it is packed (Zstandard). Unpack it",
  ],
])("what can't be unpacked says so: %s", async (_, bytes, problem) => {
  await expect(readBytes(bytes)).rejects.toMatchObject({
    holdsNoToken: false,
    message: expect.stringContaining(problem) as string,
  });
});

test("of Datadog's own list of tokens the ids are the ids", async () => {
  const data = [{ id: leak.tokenId, type: "personal_access_tokens", attributes: { public_portion: "x" } }];
  expect((await readText(JSON.stringify({ data }))).tokens).toMatchObject([
    { tokenId: leak.tokenId, publicPortion: leak.publicPortion },
  ]);
});

test("several values, with prose before, between and behind them, are read", async () => {
  const finding = (file: string) => JSON.stringify({ file, line: 1, secret: leak.text }, null, 2);
  const text = `$ scan "all" {now}\n${finding("a.py")}\nfound 1: [x]\n${finding("b.py")}\nError: exit code 1.\n`;
  const { tokens, problems } = await readText(text);
  expect(tokens.map(({ place }) => place)).toEqual([
    { file: "a.py", line: 1 },
    { file: "b.py", line: 1 },
  ]);
  expect(problems).toEqual([]);
});

test("names are shown without what steers a terminal or a CI system, and links without what lets someone in", async () => {
  const { tokens } = await readText(
    JSON.stringify({
      file: "a\u001b[31m\n::add-mask::b.py",
      rule: "##[command]r",
      link: "https://jane:pw@example.com/x?token=1#L3",
      secret: leak.text,
    }),
  );
  const { file = "", rule = "", link } = tokens[0]?.place ?? {};
  expect([/[\u001b\n]|::/.test(file), rule.includes("##[")]).toEqual([false, false]);
  expect(link).toBe("https://example.com/x#L3");
});
