import { leakOf } from "../../../fixtures/reports/leak";
import { readText } from "../../../fixtures/reports/read-text";
import { sarifLocation } from "../../../fixtures/reports/sarif-shapes";

const leak = leakOf();
const rules = [{ id: "other" }, { id: leak.rule }];
const run = (results: unknown, driver: object = { name: "x", rules }, more: object = {}) =>
  JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver, ...more }, results }] });

test.each([
  ["by its number", { ruleIndex: 1 }, run],
  ["by a reference", { rule: { index: 1 } }, run],
  [
    "of an extension",
    { rule: { index: 1, toolComponent: { index: 0 } } },
    (results: unknown) => run(results, { name: "x" }, { extensions: [{ name: "e", rules }] }),
  ],
])("a masked result of SARIF that names its rule %s is said", async (_, rule, report) => {
  const masked = { ...rule, message: { text: "a secret" }, locations: [sarifLocation("b.py", 5, "…")] };
  await expect(readText(report([masked]))).rejects.toMatchObject({
    holdsNoToken: false,
    message: expect.stringContaining(`b.py:5 (rule ${leak.rule})`) as string,
  });
  const whole = { ...rule, message: {}, locations: [sarifLocation("a.py", 4, leak.text)] };
  const { tokens, untold } = await readText(report([masked, whole]));
  expect(tokens).toMatchObject([{ place: { file: "a.py", line: 4, rule: leak.rule } }]);
  expect(untold).toMatchObject([{ place: { file: "b.py", line: 5, rule: leak.rule }, reason: "hidden" }]);
});

test("a result of SARIF whose number is another rule's is in order", async () => {
  const result = { ruleIndex: 0, message: { text: "x" }, locations: [sarifLocation("b.py", 5, "…")] };
  await expect(readText(run([result]))).rejects.toMatchObject({ holdsNoToken: true });
});

test("a file of SARIF is told with the folders it is relative to, without a URI's escapes", async () => {
  const report = JSON.stringify({
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "x" } },
        originalUriBaseIds: {
          ROOT: { uri: "file:///home/me/shop/" },
          SERVICE: { uri: "service/", uriBaseId: "ROOT" },
          SRC: { uri: "src", uriBaseId: "SERVICE" },
        },
        results: [
          {
            ruleId: "r",
            message: { text: leak.text },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: "my%20app/a%C3%BC.py", uriBaseId: "SRC" },
                  region: { startLine: 4 },
                },
              },
            ],
          },
        ],
      },
    ],
  });
  expect((await readText(report)).tokens).toMatchObject([
    { place: { file: "service/src/my app/aü.py", line: 4 } },
  ]);
});

test.each([
  ["with empty cells behind the last column", `${leak.rule},a.py,4,${leak.text},,,`],
  ["with blank cells behind it", `${leak.rule},a.py,4,${leak.text}, ,`],
])("a row of CSV %s is read as the others are", async (_, row) => {
  const { tokens, problems } = await readText(`RuleID,File,StartLine,Secret\n${row}\n`);
  expect(tokens).toMatchObject([{ place: { file: "a.py", line: 4, rule: leak.rule } }]);
  expect(problems).toEqual([]);
});

test("a table of Markdown is read, its cells without the blanks around them", async () => {
  const escaped = leak.text.replaceAll("_", String.raw`\_`);
  const { tokens } = await readText(`| File | Line | Secret |\n|---|---|---|\n| a.py | 4 | ${escaped} |\n`);
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: "a.py", line: 4 } }]);
});

test("of a report within a log's line the place is the finding's", async () => {
  const inner = JSON.stringify([{ file: "a.py", line: 4, secret: leak.text }]);
  const log = (text: string) => `${JSON.stringify({ log: `${text}\n`, stream: "stdout" })}\n`;
  const { tokens } = await readText(`${log("starting")}${log(inner)}${log("done")}`);
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: "a.py", line: 4 } }]);
  const masked = JSON.stringify([{ RuleID: leak.rule, File: "a.py", StartLine: 4, Secret: "REDACTED" }]);
  await expect(readText(log(masked))).rejects.toThrow("since the report does not show it: a.py:4");
});

test("JSON in a finding's own text does not change the finding's place", async () => {
  const match = JSON.stringify({ file: "elsewhere.py", line: 99, token: leak.text });
  const { tokens } = await readText(JSON.stringify([{ File: "a.json", StartLine: 4, Match: match }]));
  expect(tokens).toMatchObject([{ place: { file: "a.json", line: 4 } }]);
  expect(tokens).toHaveLength(1);
});

test.each([
  ["without its public portion", { id: leak.tokenId, type: "personal_access_tokens", attributes: {} }],
  ["without any attribute", { id: leak.tokenId, type: "personal_access_tokens" }],
  ["with its id in capitals", { id: leak.tokenId.toUpperCase(), type: "personal_access_tokens" }],
])("in Datadog's own answer a token is told %s", async (_, data) => {
  expect((await readText(JSON.stringify({ data }))).tokens).toMatchObject([
    { tokenId: leak.tokenId, publicPortion: leak.publicPortion, kind: "personal" },
  ]);
});

test("Datadog's own list tells a service account's token as one", async () => {
  const data = [{ id: leak.tokenId, type: "service_access_tokens", attributes: { name: "ci" } }];
  expect((await readText(JSON.stringify({ data }))).tokens).toMatchObject([{ kind: "service" }]);
});

test("what a report says of its scanner is no finding: plug-ins, rules and paths that are named after Datadog's tokens", async () => {
  const leak = leakOf();
  const baseline = {
    version: "1.5.0",
    plugins_used: [
      { name: "DatadogPersonalAccessTokenDetector", path: "file:///etc/plugins/datadog_access_token.py" },
    ],
    results: {},
  };
  await expect(readText(JSON.stringify(baseline))).rejects.toMatchObject({ holdsNoToken: true });
  const kingfisher = {
    findings: [{ rule: { id: "datadog.pat" }, finding: { snippet: leak.text, path: "a.py", line: 2 } }],
    metadata: {
      target: ".",
      command_line_args: ["/opt/datadog-access-tokens/kingfisher", "--rule", "datadog-access-token"],
    },
  };
  const read = await readText(JSON.stringify(kingfisher));
  expect(read).toMatchObject({ tokens: [{ tokenId: leak.tokenId, place: { file: "a.py", line: 2 } }] });
  expect(read.untold).toEqual([]);
});

test("of a list that was cut to a few fields, a personal token's bare public portion is its alias", async () => {
  const rows = JSON.stringify([{ name: "ci", public_portion: leak.publicPortion.slice("ddpat_".length) }]);
  expect((await readText(rows)).tokens).toMatchObject([{ tokenId: leak.tokenId, kind: "personal" }]);
});

test("two tokens with nothing between them are both told", async () => {
  const other = leakOf({ kind: "service", tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" });
  const { tokens } = await readText(`x ${leak.text}${other.text} y\n`);
  expect(tokens.map(({ tokenId, isPartial }) => ({ tokenId, isPartial }))).toEqual([
    { tokenId: leak.tokenId },
    { tokenId: other.tokenId },
  ]);
});
