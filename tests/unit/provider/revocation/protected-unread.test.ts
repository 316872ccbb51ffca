import { idsOf, inputsOf } from "../../../support/lifecycle/batch-under-test";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest, tokenId } from "../../../support/lifecycle/provider-under-test";
import { threeAccounts } from "../../../support/lifecycle/three-accounts";

const keys = { DD_API_KEY: "key", DD_APP_KEY: "app-key" };

test.each([
  { entry: "name:break-glass", isRevoked: false },
  { entry: "owner:48e5159f-e308-11ef-bcfc-2666505bfd8f", isRevoked: false },
  { entry: "00000000-0000-4000-8000-000000000000", isRevoked: true },
])("a token that can't be looked up is revoked beside the protected $entry: $isRevoked", async (row) => {
  const [unread = ""] = idsOf(1);
  const datadog = new InMemoryDatadog([unread]);
  datadog.findRefusal = datadogErrors.gaveUp("look up");
  const { batches } = providerUnderTest(datadog, {
    environment: { ...keys, DD_PROTECTED_TOKENS: row.entry },
  });
  await batches.create(inputsOf([unread])).catch(() => undefined);
  expect(datadog.isAlive(unread)).toBe(!row.isRevoked);
});

const owner = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const protectedOwner = { DD_PROTECTED_TOKENS: `owner:${owner}` };

test("a protected owner's token that only the third of three accounts shows is refused in the check, for any account", async () => {
  const { provider, batches, organisations } = threeAccounts({}, protectedOwner);
  organisations.gov.issue(tokenId, { ownerId: owner });
  const single = await provider.check({}, { tokenId, account: "any" });
  const batch = await batches.check({}, { account: "any", revocations: { [tokenId]: {} } });
  for (const { failures } of [single, batch]) {
    expect(failures?.map(({ reason }) => reason)).toEqual([
      expect.stringContaining(`is protected: DD_PROTECTED_TOKENS has its owner ${owner}.`),
    ]);
  }
  expect(organisations.gov.isAlive(tokenId)).toBe(true);
});

test("nor is it revoked where no check has looked, and no account is sent a DELETE", async () => {
  const { provider, organisations } = threeAccounts({}, { ...protectedOwner, DD_DESCRIBE: "false" });
  organisations.gov.issue(tokenId, { ownerId: owner });
  const { inputs, failures } = await provider.check({}, { tokenId, account: "any" });
  expect(failures).toEqual([]);
  await expect(provider.create(inputs as never)).rejects.toThrow(
    "is protected: DD_PROTECTED_TOKENS has its owner",
  );
  expect(Object.values(organisations).flatMap((each) => each.askedFor("revoke"))).toEqual([]);
});

test("beside a protected owner, a token that one account can't look up and no other shows is not revoked in any", async () => {
  const { provider, organisations } = threeAccounts({ gov: "has it and may not read" }, protectedOwner);
  const { inputs } = await provider.check({}, { tokenId, account: "any" });
  await expect(provider.create(inputs as never)).rejects.toThrow("may be protected");
  expect(Object.values(organisations).flatMap((each) => each.askedFor("revoke"))).toEqual([]);
});
