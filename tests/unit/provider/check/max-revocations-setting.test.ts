import { Settings } from "../../../../provider/session/settings";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";

test.each<{
  what: string;
  config: Record<string, string>;
  environment: Record<string, string>;
  most: number | undefined;
}>([
  { what: "there is none by default", config: {}, environment: {}, most: undefined },
  { what: "the stack's", config: { "datadog:maxRevocations": "25" }, environment: {}, most: 25 },
  {
    what: "a run's, before the stack's",
    config: { "datadog:maxRevocations": "25" },
    environment: { DD_MAX_REVOCATIONS: "40" },
    most: 40,
  },
  { what: "none at all are allowed", config: { "datadog:maxRevocations": "0" }, environment: {}, most: 0 },
])("the cap is a setting: $what", ({ config, environment, most }) => {
  expect(new Settings({ get: (key) => config[key] }, environment).maxRevocations()?.most).toBe(most);
});

test.each(["-1", "many", "2.5"])("a cap of %s is a failure of check", async (value) => {
  const { provider } = providerUnderTest(new InMemoryDatadog(), {
    config: { "datadog:maxRevocations": value },
  });
  const { failures } = await provider.check({}, { tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840" });
  expect(failures).toEqual([
    { property: "", reason: `datadog:maxRevocations must be a whole number from 0, not "${value}".` },
  ]);
});
