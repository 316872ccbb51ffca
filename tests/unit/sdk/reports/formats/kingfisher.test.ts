import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";
import { sarifRun } from "../../../../fixtures/reports/sarif-shapes";

const leak = leakOf();
const rule = "custom.datadog-personal-access-token";
const { commit } = leak;
/** Of a folder without an address Kingfisher makes links from `.`. */
const metadata = {
  repository_url: ".",
  commit: { id: commit, url: `./commit/${commit}` },
  file: { path: "src/app.py", url: `./blob/${commit}/src/app.py#L4` },
};

test("the file of a folder that was scanned as . is the file, and a link into it leads nowhere", async () => {
  const finding = { snippet: leak.text, line: 4, path: "./src/app.py", git_metadata: metadata };
  const { tokens } = await readText(JSON.stringify({ rule: { name: rule, id: rule }, finding }));
  expect(tokens.map(({ place }) => place)).toEqual([{ file: "src/app.py", line: 4, commit, rule }]);
});

test("two spellings of a file are one place", async () => {
  const findings = ["./src/app.py", "src/app.py"].map((path) => ({
    rule: { id: rule },
    finding: { snippet: leak.text, line: 4, path },
  }));
  const { tokens } = await readText(findings.map((finding) => JSON.stringify(finding)).join("\n"));
  expect(tokens.map(({ place }) => place)).toEqual([{ file: "src/app.py", line: 4, rule }]);
});

test("in SARIF the properties of a location tell the commit, and no second finding", async () => {
  const location = {
    physicalLocation: {
      artifactLocation: { uri: "src/app.py" },
      region: { startLine: 4, snippet: { text: leak.text } },
      properties: { description: "Datadog personal access token", git_metadata: metadata },
    },
  };
  const { tokens, untold } = await readText(
    sarifRun([{ ruleId: rule, message: { text: "matched src/app.py" }, locations: [location] }]),
  );
  expect(tokens.map(({ place }) => place)).toEqual([{ file: "src/app.py", line: 4, commit, rule }]);
  expect(untold).toEqual([]);
});
