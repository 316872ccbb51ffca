import { siteAllowList } from "../../../policy/site-allow-list";
import { keepPlainConfiguration } from "../../../policy/stack/plain-configuration";
import { receiveConfiguration } from "../../support/policies/receive-configuration";
import { resourceViolations } from "../../support/policies/policy-run";

const props = { site: "datadoghq.eu", account: "any" };
const type = "datadog-token-revocation:index:PersonalAccessTokenRevocation";
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
  keepPlainConfiguration();
  receiveConfiguration({
    ...accounts("us5.datadoghq.com"),
    "datadog-token-revocation:accounts": JSON.stringify({ prod: { site: "datadoghq.eu" } }),
  });
  expect(await resourceViolations(siteAllowList, { type, props }, config)).toEqual([]);
});

test.each([
  [
    "made by Pulumi has those of the stack and of the environment",
    "default_0_1_0",
    [
      "leaked-in-ci: its token is for any account, so also for elsewhere on ddog-gov.com, and allowed are: datadoghq.eu.",
    ],
  ],
  [
    "made by the program has its own",
    "eu",
    [
      "leaked-in-ci: its token is for any account, so also for default on datadoghq.com, and allowed are: datadoghq.eu.",
      "leaked-in-ci: its token is for any account, so also for us on us5.datadoghq.com, and allowed are: datadoghq.eu.",
    ],
  ],
])("of the accounts of a revocation for any of them, a provider that is %s", async (_, name, violations) => {
  keepPlainConfiguration();
  receiveConfiguration({ "datadog-token-revocation:site": "datadoghq.eu" });
  const provider = {
    type: "pulumi:providers:datadog-token-revocation",
    name,
    props: { apiKey: "k", appKey: "a", accounts: { us: { site: "us5.datadoghq.com" } } },
  };
  process.env["DD_ACCOUNTS"] = "elsewhere";
  process.env["DD_ELSEWHERE_SITE"] = "ddog-gov.com";
  try {
    expect(await resourceViolations(siteAllowList, { type, props, provider }, config)).toEqual(violations);
  } finally {
    delete process.env["DD_ACCOUNTS"];
    delete process.env["DD_ELSEWHERE_SITE"];
  }
});
