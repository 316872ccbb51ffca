import { leakOf } from "../../../../fixtures/reports/leak";
import { problemOf, readText } from "../../../../fixtures/reports/read-text";
import { githubAlert, githubAlerts } from "../../../../fixtures/reports/render-report";

const leak = leakOf({ rule: "datadog_personal_access_token" });
const other = leakOf({ tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" });
const alert = githubAlert(leak);
const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

test.each([
  ["a page", pretty([alert, githubAlert(other)])],
  ["a list of pages", pretty([[alert], [], [githubAlert(other)]])],
  ["pages that were appended to a file", githubAlerts([leak]) + githubAlerts([other])],
  ["alerts that were printed one by one", pretty(alert) + pretty(githubAlert(other))],
  ["a line each", `${JSON.stringify(alert)}\n${JSON.stringify(githubAlert(other))}\n`],
])("alerts are read from %s", async (_, text) => {
  expect(await readText(text)).toMatchObject({
    format: "GitHub secret-scanning alerts",
    tokens: [{ tokenId: leak.tokenId }, { tokenId: other.tokenId }],
  });
});

test("one alert is read, with its fields in any order", async () => {
  const { tokens } = await readText(pretty(Object.fromEntries(Object.entries(alert).sort())));
  expect(tokens[0]?.place).toEqual({
    file: leak.file,
    line: leak.line,
    commit: leak.commit,
    link: leak.link,
    rule: leak.rule,
  });
});

test.each([
  ["an older server does not say where", undefined],
  ["it was found in an issue", { issue_title_url: "https://api.github.com/repos/acme/shop/issues/1" }],
  ["it was found nowhere", null],
])("an alert's link is its place where %s", async (_, first_location_detected) => {
  const { tokens } = await readText(JSON.stringify([{ ...alert, first_location_detected }]));
  expect(tokens[0]?.place).toEqual({ link: leak.link, rule: leak.rule });
});

test("a secret that was encoded where it was found is decoded", async () => {
  const secret = Buffer.from(`token=${leak.text}`).toString("base64");
  const { tokens } = await readText(JSON.stringify([{ ...alert, secret, is_base64_encoded: true }]));
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId }]);
});

test.each([
  ["is left out", undefined],
  ["is null", null],
  ["is empty", ""],
  ["is a word", "hidden"],
  ["is stars", "*".repeat(65)],
])("alerts that were fetched without their secrets say so: the secret %s", async (_, secret) => {
  expect(await problemOf(JSON.stringify([{ ...alert, secret }]))).toBe(
    `report: every Datadog access token (ddpat_… or ddsat_…) in it is redacted, its public portion too, so it can't be told which tokens leaked: src/app.ts:12 in commit 1f2e3d4c5b (rule ${leak.rule}), ${leak.link}. Fetch the alerts without hide_secret=true.`,
  );
});

test.each([
  ["datadog_api_key", null],
  ["datadog_rcm", "0123456789abcdef0123456789abcdef"],
  ["github_personal_access_token", "hidden"],
])("an alert of the kind %s is no redacted token", async (secret_type, secret) => {
  expect(await problemOf(JSON.stringify([{ ...alert, secret_type, secret }]))).toBe(
    "report: holds no Datadog access token (ddpat_… or ddsat_…): it was read as GitHub secret-scanning alerts, with 1 finding of another kind. Fetch all pages of the alerts, without a filter that leaves them out.",
  );
});

test("redacted alerts beside others are told by their places", async () => {
  const { tokens, redacted } = await readText(JSON.stringify([alert, { ...alert, secret: null }]));
  expect([tokens.length, redacted]).toEqual([1, [tokens[0]?.place]]);
});

test.each([
  ["[\nTHIS,\n5]", "a member of the list is not an object"],
  ['[\nTHIS,\n{"secret_type": 5}]', '"secret_type" of a finding is wrong: expected string, received number'],
  ['[\nTHIS,\n{"message": "x"}]', '"secret_type" of a finding is wrong: expected string, received undefined'],
  ["[\n[THIS],\nnull]", "a member of the list is not a list"],
  ["\nTHIS\n5", "the report is not an object"],
])("what is no alert is an error at its line: %s", async (text, problem) => {
  expect(await problemOf(text.replace("THIS", JSON.stringify(alert)))).toBe(
    `report:3: ${problem} (read as GitHub secret-scanning alerts). Let the scanner write the report again.`,
  );
});
