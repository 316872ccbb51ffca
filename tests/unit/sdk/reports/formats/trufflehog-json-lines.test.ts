import { leakOf } from "../../../../fixtures/reports/leak";
import { problemOf, readText } from "../../../../fixtures/reports/read-text";
import { trufflehogFinding } from "../../../../fixtures/reports/render-report";

const leak = leakOf();
const finding = trufflehogFinding(leak);
const lines = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const placeOf = async (more: object) => (await readText(lines({ ...finding, ...more }))).tokens[0]?.place;
const log = { level: "info-0", ts: "2026-01-02T03:04:05Z", logger: "trufflehog", msg: "running source" };

test.each([
  [
    "Git",
    { file: "a.ts", line: 4, commit: "abc", repository: "https://github.com/acme/shop.git" },
    "https://github.com/acme/shop.git",
  ],
  ["Git", { file: "a.ts", line: 4, commit: "abc", repository: "git@github.com:acme/shop.git" }, undefined],
  [
    "Git",
    { file: "a.ts", line: 4, commit: "abc", repository: "https://jane:hunter2@git.example/shop" },
    "https://git.example/shop",
  ],
  [
    "Gitlab",
    { file: "a.ts", line: 4, commit: "abc", link: "https://gitlab.com/x", repository: "https://y" },
    "https://gitlab.com/x",
  ],
])("a finding of the source %s has its place", async (kind, data, link) => {
  expect(await placeOf({ SourceMetadata: { Data: { [kind]: data } } })).toEqual({
    file: "a.ts",
    line: 4,
    commit: "abc",
    ...(link === undefined ? {} : { link }),
    rule: `CustomRegex: ${leak.rule}`,
  });
});

test.each([
  ["a file without a line", { Data: { Filesystem: { file: "/tmp/a.env" } } }, { file: "/tmp/a.env" }],
  [
    "a page",
    { Data: { Slack: { channel_id: "C1", link: "https://slack.example/1" } } },
    { link: "https://slack.example/1" },
  ],
  ["nothing known, so that its own line is the place", { Data: null }, { file: "report", line: 1 }],
])("a source that tells less is read: %s", async (_, SourceMetadata, place) => {
  expect(await placeOf({ SourceMetadata, DetectorName: "X", ExtraData: null })).toEqual({
    ...place,
    rule: "X",
  });
});

test.each(["Raw", "RawV2", "Redacted"])("a token in %s is found, once for each place", async (field) => {
  const { tokens } = await readText(lines({ ...finding, Raw: "", [field]: leak.text }, finding));
  expect(tokens.map(({ tokenId }) => tokenId)).toEqual([leak.tokenId]);
});

test("what TruffleHog says while it scans may stand between its findings", async () => {
  const text = lines(log, finding, { ...log, level: "error", msg: "x" }, finding);
  expect(await readText(`${text}\r\n\n`)).toMatchObject({
    format: "TruffleHog JSON lines",
    tokens: [{}],
  });
});

test("a scan that found nothing says so", async () => {
  expect(await problemOf(lines(log, log))).toBe(
    "report: holds no Datadog access token (ddpat_… or ddsat_…): it was read as TruffleHog JSON lines. TruffleHog finds them only where its configuration has a rule for them.",
  );
});

test.each([
  ["of our own detector", { Raw: "*****" }],
  ["of any detector that shows the prefix", { Raw: "ddsat_REDACTED", ExtraData: null }],
])("a redacted report says so: a finding %s", async (_, more) => {
  expect(await problemOf(lines({ ...finding, ...more }))).toMatch(
    /can't be told, .*src\/app.ts:12.* Take the output of trufflehog --json as it is: the secret stands in Raw.$/,
  );
});

test.each([
  ["no JSON", "level=info"],
  ["a list", "[]"],
  ["another object", '{"error": "x"}'],
  ["a finding with a number as its secret", JSON.stringify({ ...finding, Raw: 5, ExtraData: null })],
])("a line that is %s hides no other", async (_, line) => {
  const { tokens, problems } = await readText(`${line}\n${lines(finding)}`);
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId, place: { file: leak.file, line: leak.line } }]);
  expect(problems).toEqual([]);
});

test("a last line that is cut off says so", async () => {
  const { problems } = await readText(`${lines(finding)}${lines(finding).slice(0, -5)}`);
  expect(problems).toEqual([expect.stringContaining("the JSON ends here in the middle")]);
});
