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
