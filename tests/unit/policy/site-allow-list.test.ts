import { siteAllowList } from "../../../policy/site-allow-list";
import { sites } from "../../../provider/datadog/token/sites";
import { resourceViolations } from "../../support/policies/policy-run";

test.each(sites)("%s is allowed where nothing is configured", async (site) => {
  expect(await resourceViolations(siteAllowList, { props: { site } })).toEqual([]);
});

test.each<[string, Record<string, unknown>, string[]]>([
  ["a site of the list", { site: "datadoghq.eu" }, []],
  [
    "another site",
    { site: "datadoghq.com" },
    ["leaked-in-ci: its token is on datadoghq.com, and allowed are: datadoghq.eu, us5.datadoghq.com."],
  ],
  [
    "no site",
    {},
    ["leaked-in-ci: its token is on undefined, and allowed are: datadoghq.eu, us5.datadoghq.com."],
  ],
])("of a revocation with %s", async (_, props, violations) => {
  const config = { sites: ["datadoghq.eu", "us5.datadoghq.com"] };
  expect(await resourceViolations(siteAllowList, { props }, config)).toEqual(violations);
});

test("each token of a list is asked for its own site", async () => {
  const type = "pulumi-nodejs:dynamic/datadog:RevocationList";
  const props = { site: "datadoghq.eu", revocations: { a: {}, b: { site: "datadoghq.com" } } };
  expect(await resourceViolations(siteAllowList, { type, props }, { sites: ["datadoghq.eu"] })).toEqual([
    "leaked-in-ci: token b is on datadoghq.com, and allowed are: datadoghq.eu.",
  ]);
});

test("the site of another resource is not asked for", async () => {
  const resource = { type: "acme:index:Thing", props: { site: "example.com" } };
  expect(await resourceViolations(siteAllowList, resource)).toEqual([]);
});
