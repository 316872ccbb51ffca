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
    `report: A Datadog access token can't be told, since the report does not show it: src/app.ts:12 in commit 1f2e3d4c5b (rule ${leak.rule}), ${leak.link}. Fetch the alerts over the REST API (GET /repos/{owner}/{repo}/secret-scanning/alerts) without hide_secret=true: a webhook never has the secret.`,
  );
});

test.each([
  ["datadog_nonce_session_token", null],
  ["github_personal_access_token", "hidden"],
])("an alert of the kind %s is no redacted token", async (secret_type, secret) => {
  const other = { ...alert, secret_type, secret, secret_type_display_name: "another secret" };
  await expect(readText(JSON.stringify([other]))).rejects.toMatchObject({
    holdsNoToken: true,
    message: expect.stringContaining("it was read as GitHub secret-scanning alerts.") as string,
  });
});

test.each([
  ["datadog_api_key", "a Datadog API key, which is no access token"],
  ["datadog_application_key", "a Datadog application key (ddapp_… if it is new), which is no access token"],
])("an alert of the kind %s says what it is, and where it is revoked", async (secret_type, what) => {
  const other = { ...alert, secret_type, secret: "0123456789abcdef", secret_type_display_name: "A key" };
  expect(await problemOf(JSON.stringify([other]))).toContain(`is ${what}`);
});

test("redacted alerts beside others are told by their places", async () => {
  const hidden = {
    ...alert,
    secret: null,
    html_url: "https://github.com/acme/shop/security/secret-scanning/3",
  };
  hidden.first_location_detected = { ...alert.first_location_detected, start_line: 90 };
  const { tokens, untold } = await readText(JSON.stringify([alert, hidden]));
  expect([tokens.length, untold.map(({ place }) => place.line)]).toEqual([1, [90]]);
});
