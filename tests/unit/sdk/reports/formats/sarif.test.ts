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
  const { tokens, untold } = await read({ ...result, locations });
  expect(tokens.map(({ tokenId, place }) => [tokenId, place.file])).toEqual([
    [leak.tokenId, "a.ts"],
    [other.tokenId, "c.ts"],
  ]);
  expect(untold).toEqual([]);
});

test("a result that names its rule by reference, and no file, is read", async () => {
  const { tokens } = await read({ rule: { id: "r1", index: 0 }, message: { text: leak.text } });
  expect(tokens[0]?.place).toMatchObject({ rule: "r1" });
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

test.each([
  ["a negative line", { locations: [{ physicalLocation: { region: { startLine: -1 } } }] }],
  ["a number for an object", { locations: [{ physicalLocation: 3 }] }],
  ["null", { locations: null, message: null, ruleId: null }],
])("an odd value in another rule's result refuses nothing: %s", async (_, odd) => {
  const { tokens } = await read({ ...result, ...odd, ruleId: "other" }, result);
  expect(tokens.at(-1)?.place).toMatchObject({ file: leak.file, line: leak.line, rule: leak.rule });
});

test("a redacted report says so", async () => {
  const locations = [location("a.ts", "REDACTED")];
  expect(await problemOf(sarifOf([{ ...result, locations, hostedViewerUri: null }]))).toBe(
    `report: A Datadog access token can't be told, since the report does not show it: a.ts:3 in commit 1f2e3d4c5b (rule ${leak.rule}). Write it with the secrets in its snippets (gitleaks: without --redact, or with --redact=55; secretlint: --no-maskSecrets), or in another format: the SARIF of TruffleHog and ggshield never holds a secret, their JSON does (trufflehog --json, ggshield --json --show-secrets). The file and the line tell where it stands: read it there, or give --source with the folder that was scanned.`,
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
    `report: holds no Datadog access token (ddpat_… or ddsat_…): it was read as SARIF. TruffleHog's SARIF, for one, never holds a secret; take its --json.`,
  );
});

test("SARIF without runs names no token", async () => {
  expect(await problemOf('{"$schema": "https://x/sarif-2.1.0.json", "version": "2.1.0"}')).toContain(
    "it was read as SARIF.",
  );
});
