import { unknownValue } from "../../../../provider/schema/unknown";
import { providerUnderTest, tokenId } from "../../../support/lifecycle/provider-under-test";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";

const environment = {
  DD_API_KEY: "key",
  DD_APP_KEY: "app-key",
  DD_ACCOUNTS: "eu",
  DD_EU_SITE: "datadoghq.eu",
  DD_EU_BEARER_TOKEN: "bearer-of-eu",
  DD_DESCRIBE: "false",
};
const underTest = (more: Record<string, string> = {}) =>
  providerUnderTest(new InMemoryDatadog(), { environment: { ...environment, ...more } });

test("the recorded site of another account does not stick", async () => {
  const { provider } = underTest();
  const { inputs: olds } = await provider.check({}, { tokenId, account: "eu" });
  const { inputs } = await provider.check({ ...olds }, { tokenId });
  expect(inputs).toMatchObject({ site: "datadoghq.com" });
});

test("an entry of the account without a name is on that account's site, not on the list's", async () => {
  const { batches } = underTest();
  const revocations = { [tokenId]: { account: "default" } };
  const { inputs, failures } = await batches.check({}, { account: "eu", revocations });
  expect(failures).toEqual([]);
  expect(inputs?.revocations[tokenId]).toMatchObject({ account: "default", site: "datadoghq.com" });
});

test("a batch whose account is not declared on this machine stays as it is, entries and all", async () => {
  const { batches } = underTest();
  const news = { account: "eu", revocations: { [tokenId]: {} } };
  const { inputs: olds } = await batches.check({}, news);
  const { batches: elsewhere } = underTest({ DD_ACCOUNTS: "" });
  const { inputs, failures } = await elsewhere.check({ ...olds }, news);
  expect(failures).toEqual([]);
  expect(inputs).toEqual(olds);
});

test("a new batch of an account that is not declared is told so once, not for each token", async () => {
  const { batches } = underTest({ DD_ACCOUNTS: "" });
  const { failures } = await batches.check({}, { account: "eu", revocations: { [tokenId]: {} } });
  expect(failures).toHaveLength(1);
});

test("a wrong site of the account without a name fails the check of any account, and does not break it", async () => {
  const { provider } = underTest({ DD_SITE: "nowhere.example" });
  const { failures } = await provider.check({}, { tokenId, account: "any" });
  expect(failures).toEqual([
    { property: "", reason: expect.stringContaining("DD_SITE names an unknown Datadog site") as string },
  ]);
});

test("an account that is not known yet in a preview is taken for no account's name, and nothing is asked or warned of", async () => {
  const datadog = new InMemoryDatadog([tokenId]);
  const { provider, batches, warnings, messages } = providerUnderTest(datadog);
  const news = { account: unknownValue };
  const single = await provider.check({}, { ...news, tokenId });
  const batch = await batches.check({}, { ...news, revocations: { [tokenId]: {} } });
  expect([single.failures, batch.failures]).toEqual([[], []]);
  expect(single.inputs).toMatchObject(news);
  expect([warnings, messages, datadog.asked]).toEqual([[], [], []]);
});
