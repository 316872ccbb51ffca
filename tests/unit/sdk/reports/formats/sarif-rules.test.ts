import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readReport } from "../../../../../sdk/reports/read-report";
import { leakOf } from "../../../../fixtures/reports/leak";
import { problemOf, readText } from "../../../../fixtures/reports/read-text";
import { sarifLocation } from "../../../../fixtures/reports/sarif-shapes";

const leak = leakOf();
const rule = "datadog-personal-access-token";
const filler = (count: number, id: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => ({ id: id(index), help: { text: "x".repeat(1000) } }));
const described = (text: string) => ({ id: "r", shortDescription: { text }, fullDescription: { text } });

/** A run of SARIF whose results stand more than 2 MiB behind its rules. */
function longRun({ rules, result, before }: { rules: object[]; result: object; before: number }): string {
  const others = filler(before, String).map(({ help }) => ({ ruleIndex: 0, message: help }));
  return JSON.stringify({
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "x", rules } }, results: [...others, result, ...others] }],
  });
}

const named = described("Datadog personal access token");
const masked = (ruleIndex: number) => ({
  ruleIndex,
  message: { text: "A secret was found." },
  locations: [sarifLocation("src/app.py", 4, "****")],
});

test.each([
  ["among a few rules", [described("another"), named], 1],
  ["among many rules", [...filler(300, (index) => `r${index}`), named, described("another")], 300],
])("a masked result is told far behind the rule that it names by its number, %s", async (_, rules, index) => {
  const report = longRun({ rules, result: masked(index), before: 4000 });
  expect(report.length).toBeGreaterThan(8_000_000);
  expect(await problemOf(report)).toMatch(
    /^report: A Datadog access token can't be told.*: src\/app\.py:4\b/,
  );
});

test.each([
  [1, /^report: A Datadog access token can't be told.*: src\/app\.py:4\b/],
  [0, /^report: holds no Datadog access token/],
])(
  "far behind an extension's rules, a masked result of its rule %d is told by what that is",
  async (index, said) => {
    const others = filler(4000, String).map(({ help }) => ({ ruleIndex: 0, message: help }));
    const { message, locations } = masked(0);
    const result = { rule: { index, toolComponent: { index: 1 } }, message, locations };
    const extensions = [{ rules: [described("another")] }, { rules: [described("another"), named] }];
    const tool = { driver: { name: "x", rules: [] }, extensions };
    expect(
      await problemOf(JSON.stringify({ runs: [{ tool, results: [...others, result, ...others] }] })),
    ).toMatch(said);
  },
);

test("a rule of Datadog's that no result names is no finding, however long the report is", async () => {
  const report = longRun({ rules: [described("another"), named], result: masked(0), before: 4000 });
  expect(await problemOf(report)).toMatch(/^report: holds no Datadog access token/);
});

test("a result that shows its token is told by that, far behind the rule that it names by its number", async () => {
  const result = { ...masked(1), locations: [sarifLocation("src/app.py", 4, leak.text)] };
  const report = longRun({ rules: [described("another"), named], result, before: 4000 });
  const { tokens, untold } = await readText(report);
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: "src/app.py", line: 4 } }]);
  expect(untold).toEqual([]);
});

const stars = `${leak.publicPortion}_${"*".repeat(36)}`;
/** Trivy's SARIF quotes what a rule has found in the rule's own description. */
const trivy = (results: readonly object[]) =>
  JSON.stringify({
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Trivy",
            rules: [{ ...described("Datadog personal access token"), fullDescription: { text: stars } }],
          },
        },
        results,
      },
    ],
  });

test("a token that a rule's description quotes, too, is told at its place alone", async () => {
  const text = `Artifact: src/app.py\nType: \nSecret Datadog personal access token\nMatch: ${stars}`;
  const { tokens, untold } = await readText(
    trivy([{ ruleId: rule, ruleIndex: 0, message: { text }, locations: [sarifLocation()] }]),
  );
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: "src/app.py", line: 4, rule } }]);
  expect(untold).toEqual([]);
});

test("a token that only a rule's description quotes is told all the same", async () => {
  const { tokens } = await readText(trivy([]));
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: "report", line: 1 } }]);
});

const folder = mkdtempSync(join(tmpdir(), "sarif-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A run whose results stand more than 2 MiB before its rules, as where fields are sorted by their names. */
function rulesLast(result: object, tool: object): string {
  const others = filler(4000, String).map(({ help }) => ({ ruleIndex: 0, message: help }));
  return `{"$schema":"sarif-2.1.0.json","runs":[${JSON.stringify({ results: [result, ...others], tool })}]}`;
}

const ofDriver = { driver: { name: "x", rules: [described("another"), named] } };
const ofExtension = {
  driver: { name: "x" },
  extensions: [{ rules: [described("another"), named] }],
};
const { message, locations } = masked(0);

test.each([
  ["by its number", masked(1), ofDriver],
  [
    "by an extension's number",
    { rule: { index: 1, toolComponent: { index: 0 } }, message, locations },
    ofExtension,
  ],
])("a masked result is told far before the rule that it names %s", async (_, result, tool) => {
  const report = rulesLast(result, tool);
  const files = { "last.sarif": Buffer.from(report), "last.sarif.gz": gzipSync(report) };
  for (const [name, bytes] of Object.entries(files)) {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    await expect(readReport(file)).rejects.toMatchObject({
      holdsNoToken: false,
      message: expect.stringContaining("src/app.py:4") as string,
    });
  }
});

test("through a pipe, results far before the rule that they name by its number are said", async () => {
  expect(await problemOf(rulesLast(masked(1), ofDriver))).toContain("give it as a file");
});

test("results far before rules of which they name none of Datadog's are in order", async () => {
  const file = join(folder, "clean.sarif");
  writeFileSync(file, rulesLast(masked(0), ofDriver));
  await expect(readReport(file)).rejects.toMatchObject({ holdsNoToken: true });
  expect(await problemOf(rulesLast(masked(0), ofDriver))).toContain("holds no Datadog access token");
});

test("a result that names its rule is not taken for another run's rule of the same number", async () => {
  const runs = [
    { tool: ofDriver, results: [] },
    { tool: { driver: { name: "y" } }, results: [{ ruleId: "aws-key", ...masked(1) }] },
  ];
  expect(await problemOf(JSON.stringify({ version: "2.1.0", runs }))).toContain(
    "holds no Datadog access token",
  );
});
