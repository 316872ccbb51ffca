import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import { entriesOf, idsOf, inputsOf } from "../../../support/lifecycle/batch-under-test";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";
import { standardOptions } from "../../../support/lifecycle/resource-under-test";
import { threeAccounts } from "../../../support/lifecycle/three-accounts";

const [tokenId = "", other = ""] = idsOf(2);
const ownerId = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const keys = { DD_API_KEY: "key", DD_APP_KEY: "app-key" };
const refused = [expect.stringContaining(`the token "${tokenId}" is protected: DD_PROTECTED_TOKENS has`)];

function protectedBy(setting: string) {
  const datadog = new InMemoryDatadog([other]);
  datadog.issue(tokenId, { name: "break-glass", ownerId });
  const environment = { ...keys, DD_SITE: "datadoghq.eu", DD_PROTECTED_TOKENS: setting };
  return { datadog, ...providerUnderTest(datadog, { environment }) };
}
const reasonsOf = (failures: { reason: string }[] = []) => failures.map(({ reason }) => reason);

describe.each([
  { by: "its id", setting: tokenId },
  { by: "its public portion", setting: `ddpat_${aliasFromTokenId(tokenId)}` },
  { by: "its name", setting: "name:break-glass" },
  { by: "its owner", setting: `owner:${ownerId}` },
])("a token that is protected by $by", ({ setting }) => {
  test("is refused in the check, alone and among others", async () => {
    const { provider, batches } = protectedBy(setting);
    expect(reasonsOf((await provider.check({}, { tokenId })).failures)).toEqual(refused);
    const revocations = entriesOf([tokenId, other]);
    expect(reasonsOf((await batches.check({}, { revocations })).failures)).toEqual(refused);
  });

  test("is not revoked by what was declared before it was protected, and the others are", async () => {
    const { datadog, batches } = protectedBy(setting);
    await batches.create(inputsOf([tokenId, other])).catch(() => undefined);
    expect([tokenId, other].map((id) => datadog.isAlive(id))).toEqual([true, false]);
  });

  test("is not revoked by being taken out, and its record stays", async () => {
    const { datadog, batches } = protectedBy(setting);
    const record = { ...standardOptions, tokenId, revokeOn: "delete", status: "armed" } as const;
    const state = batchStateOf({ ...record, evidence: true }, entriesOf([tokenId]), [record]);
    await expect(batches.delete("batch", state)).rejects.toThrow("is protected: DD_PROTECTED_TOKENS has");
    expect(datadog.isAlive(tokenId)).toBe(true);
  });
});

test("a token that waited for its end, and was protected meanwhile, is refused as soon as it is to be revoked", async () => {
  const { provider, batches } = protectedBy(tokenId);
  const olds = { ...standardOptions, tokenId, revokeOn: "delete" };
  expect(reasonsOf((await provider.check(olds, { tokenId })).failures)).toEqual(refused);
  const batch = { ...inputsOf([tokenId], { revokeOn: "delete" }) };
  const { failures } = await batches.check(batch, { revocations: entriesOf([tokenId]) });
  expect(reasonsOf(failures)).toEqual(refused);
});

test("the name by which any of several accounts shows a token protects it in all of them", async () => {
  const underTest = threeAccounts({}, { DD_PROTECTED_TOKENS: "name:break-glass" });
  underTest.organisations.prod.issue(tokenId, { name: "deploy" });
  underTest.organisations.gov.issue(tokenId, { name: "break-glass" });
  const inputs = inputsOf([tokenId], { account: "any" });
  await underTest.batches.create(inputs).catch(() => undefined);
  expect(underTest.organisations.prod.isAlive(tokenId)).toBe(true);
});
