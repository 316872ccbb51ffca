import { siteAllowList } from "../../../policy/site-allow-list";
import { keepPlainConfiguration } from "../../../policy/stack/plain-configuration";
import { receiveConfiguration } from "../../support/policies/receive-configuration";
import { resourceViolations } from "../../support/policies/policy-run";

const props = { site: "datadoghq.eu", account: "any" };
const config = { sites: ["datadoghq.eu"] };
const accounts = (site: string) => ({
  "datadog:accounts": JSON.stringify({ prod: { site: "datadoghq.eu" }, us: { site } }),
});

test("of a revocation for any account, an engine that tells nothing of the configuration proves nothing", async () => {
  expect(await resourceViolations(siteAllowList, { props }, config)).toEqual([
    expect.stringContaining("so nothing is known of it"),
  ]);
});

test.each([
  ["are all on allowed sites", "datadoghq.eu", []],
  [
    "include one on another site",
    "us5.datadoghq.com",
    [
      "leaked-in-ci: its token is for any account, so also for us on us5.datadoghq.com, and allowed are: datadoghq.eu.",
    ],
  ],
])("of a revocation for any account whose accounts %s", async (_, site, violations) => {
  keepPlainConfiguration();
  receiveConfiguration(accounts(site), ["datadog:accounts"]);
  expect(await resourceViolations(siteAllowList, { props }, config)).toEqual(violations);
});

test("a resource of the plugin's asks the accounts of the plugin's settings", async () => {
  const type = "datadog-token-revocation:index:PersonalAccessTokenRevocation";
  keepPlainConfiguration();
  receiveConfiguration({
    ...accounts("us5.datadoghq.com"),
    "datadog-token-revocation:accounts": JSON.stringify({ prod: { site: "datadoghq.eu" } }),
  });
  expect(await resourceViolations(siteAllowList, { type, props }, config)).toEqual([]);
});
