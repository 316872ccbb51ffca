import { inputsOf, idsOf } from "../../../../support/lifecycle/batch-under-test";
import { InMemoryDatadog } from "../../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../../support/lifecycle/provider-under-test";

const account = "48e5159f-e308-11ef-bcfc-2666505bfd8f";

test("what was read of an id as one kind of token tells nothing of it as the other", async () => {
  const [tokenId = ""] = idsOf(1);
  const datadog = new InMemoryDatadog();
  datadog.issueFor(account, tokenId);
  const { provider } = providerUnderTest(datadog);
  const { revocations: _, evidence: __, ...options } = inputsOf([]);
  const service = { ...options, tokenId, kind: "service", serviceAccountId: account, revokeOn: "delete" };
  const { inputs: armed } = await provider.check({}, service);
  await provider.create(armed as never);
  const created = provider.create({ ...options, tokenId });
  await expect(created).rejects.toThrow("service access token");
  expect(datadog.isAlive(tokenId)).toBe(true);
});
