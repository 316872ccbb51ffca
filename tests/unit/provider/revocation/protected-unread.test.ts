import { idsOf, inputsOf } from "../../../support/lifecycle/batch-under-test";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";

const keys = { DD_API_KEY: "key", DD_APP_KEY: "app-key" };

test.each([
  { entry: "name:break-glass", isRevoked: false },
  { entry: "owner:48e5159f-e308-11ef-bcfc-2666505bfd8f", isRevoked: false },
  { entry: "00000000-0000-4000-8000-000000000000", isRevoked: true },
])("a token that can't be looked up is revoked beside the protected $entry: $isRevoked", async (row) => {
  const [tokenId = ""] = idsOf(1);
  const datadog = new InMemoryDatadog([tokenId]);
  datadog.findRefusal = datadogErrors.gaveUp("look up");
  const { batches } = providerUnderTest(datadog, {
    environment: { ...keys, DD_PROTECTED_TOKENS: row.entry },
  });
  await batches.create(inputsOf([tokenId])).catch(() => undefined);
  expect(datadog.isAlive(tokenId)).toBe(!row.isRevoked);
});
