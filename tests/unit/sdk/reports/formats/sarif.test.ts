import { leakOf } from "../../../../fixtures/reports/leak";
import { problemOf, readText } from "../../../../fixtures/reports/read-text";
import { sarifOf, sarifResult } from "../../../../fixtures/reports/render-report";

const leak = leakOf();
const other = leakOf({ tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" });
const result = sarifResult(leak);
const read = (...results: object[]) => readText(sarifOf(results));
const location = (uri: string, snippet?: string, context?: string) => ({
  physicalLocation: {
    artifactLocation: { uri },
    region: { startLine: 3, ...(snippet === undefined ? {} : { snippet: { text: snippet } }) },
    ...(context === undefined ? {} : { contextRegion: { snippet: { text: context } } }),
  },
});

test.each([
  ["the snippet around the region", { locations: [location("a.ts", undefined, `key: ${leak.text}`)] }],
  ["the message", { locations: [location("a.ts")], message: { text: `found ${leak.text}` } }],
  [
    "the message, beside another snippet",
    { locations: [location("a.ts", "key:")], message: { text: leak.text } },
  ],
])("a token is found in %s", async (_, more) => {
  const { tokens } = await read({ ...result, ...more });
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: "a.ts", line: 3 } }]);
});

test("each location of a result is a find of its own", async () => {
  const locations = [location("a.ts", leak.text, leak.text), location("b.ts"), location("c.ts", other.text)];
  const { tokens, redacted } = await read({ ...result, locations });
  expect(tokens.map(({ tokenId, place }) => [tokenId, place.file])).toEqual([
    [leak.tokenId, "a.ts"],
    [other.tokenId, "c.ts"],
  ]);
  expect(redacted).toEqual([]);
});

test("a result that names its rule by reference, and no file, is read", async () => {
  const { tokens } = await read({ rule: { id: "r1", index: 0 }, message: { text: leak.text } });
  expect(tokens[0]?.place).toEqual({ rule: "r1" });
});

test.each([
  ["minified", JSON.stringify({ runs: [{ results: [result] }], version: "2.1.0" })],
  [
    "by its schema alone",
    JSON.stringify({ $schema: "https://x/sarif-2.1.0.json", "x-y": 1, runs: [{ results: [result] }] }),
  ],
  [
    "with results before the tool",
    JSON.stringify({ version: "2.1.0", runs: [{ results: [result], tool: { driver: {} } }] }),
  ],
  [
    "with several runs, some of them without results",
    JSON.stringify({ runs: [{ results: null }, {}, { results: [] }, { results: [result] }] }),
  ],
])("SARIF is recognised %s", async (_, text) => {
  expect(await readText(text)).toMatchObject({ format: "SARIF", tokens: [{ tokenId: leak.tokenId }] });
});

test("results that stand elsewhere than in a run are none", async () => {
  const results = [result];
  expect(await problemOf(JSON.stringify({ runs: [{ tool: { results }, results: [] }], results }))).toContain(
    "no finding",
  );
});

test("a redacted report says so", async () => {
  const locations = [location("a.ts", "REDACTED")];
  expect(await problemOf(sarifOf([{ ...result, locations, hostedViewerUri: null }]))).toBe(
    `report: every Datadog access token (ddpat_… or ddsat_…) in it is redacted, its public portion too, so it can't be told which tokens leaked: a.ts:3 in commit 1f2e3d4c5b (rule ${leak.rule}). Write it with the secrets in its snippets (gitleaks: without --redact, or with --redact=55), or in another format: TruffleHog's SARIF never holds a secret, its --json does.`,
  );
});

test.each([
  ["no result", []],
  [
    "TruffleHog's results, which have no snippets",
    [{ ruleId: "CustomRegex", message: { text: "Found unverified result" }, locations: [location("a.ts")] }],
  ],
])("a report without a token says so: %s", async (_, results) => {
  expect(await problemOf(sarifOf(results))).toBe(
    `report: holds no Datadog access token (ddpat_… or ddsat_…): it was read as SARIF, with ${results.length === 0 ? "no finding" : "1 finding of another kind"}. A secret is found in a result's snippet: TruffleHog's SARIF, for one, has none; take its --json.`,
  );
});

const again = "(read as SARIF). Let the scanner write the report again.";

test.each([
  ['{"version": "2.1.0",\n"runs": {}}', 2, '"runs" is not a list'],
  ['{"version": "2.1.0",\n"runs": "x"}', 2, '"runs" is not a list'],
  ['{"runs": [\n5]}', 2, "a member of the list is not an object"],
  ['{"runs": [{"results":\n\n{"0": {}}}]}', 3, '"results" is not a list'],
  ['{"runs": [{"results": [\n[]]}]}', 2, "a member of the list is not an object"],
  [
    '{"runs": [{"results": [\n{"locations":\n[{"physicalLocation": 3}]}]}]}',
    2,
    '"locations.0.physicalLocation" of a finding is wrong: expected object, received number',
  ],
  ['{"runs": [{"results": []}],\n"x" 5}', 2, "the JSON is damaged here"],
  ['{"runs": [{"results": []}]\n', 1, "the JSON ends here in the middle"],
  ['{"runs": []}\n{"runs": []}', 2, "the JSON is damaged here"],
])("what is not SARIF at its place is an error at its line: %s", async (text, line, problem) => {
  expect(await problemOf(text)).toBe(`report:${line}: ${problem} ${again}`);
});

test("SARIF without runs is an error", async () => {
  expect(await problemOf('{"$schema": "https://x/sarif-2.1.0.json", "version": "2.1.0"}')).toContain(
    "no finding",
  );
});
