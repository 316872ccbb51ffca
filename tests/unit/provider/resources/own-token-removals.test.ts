import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import type { RevocationState } from "../../../../provider/schema/revocation-state";
import { entriesOf, idsOf } from "../../../support/lifecycle/batch-under-test";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";
import { standardOptions } from "../../../support/lifecycle/resource-under-test";

const [own = "", ownOfEu = "", slow = ""] = idsOf(3);
const bearerOf = (tokenId: string) => `ddpat_${aliasFromTokenId(tokenId)}_${"x".repeat(36)}`;
const environment = {
  DD_SITE: "datadoghq.eu",
  DD_BEARER_TOKEN: bearerOf(own),
  DD_ACCOUNTS: "eu",
  DD_EU_SITE: "datadoghq.eu",
  DD_EU_BEARER_TOKEN: bearerOf(ownOfEu),
};
const armed = { ...standardOptions, revokeOn: "delete", status: "armed" } as const;
const single: RevocationState = { ...armed, tokenId: slow };
const batchOf = (tokenId: string) =>
  batchStateOf({ ...armed, evidence: true }, entriesOf([tokenId]), [{ ...armed, tokenId }]);

function destroying() {
  const datadog = new InMemoryDatadog([own, ownOfEu, slow]);
  return { datadog, ...providerUnderTest(datadog, { environment }) };
}

test("a batch that is destroyed beside other resources revokes the run's own token when they are verified", async () => {
  const { datadog, provider, batches } = destroying();
  datadog.deletes.set(slow, { diesAfter: 4 });
  await Promise.all([batches.delete("batch", batchOf(own)), provider.delete(slow, single)]);
  const calls = datadog.asked.map(({ call, of }) => `${call} ${of}`);
  expect(calls.indexOf(`revoke ${own}`)).toBeGreaterThan(calls.lastIndexOf(`find ${slow}`));
  expect([own, slow].map((tokenId) => datadog.isAlive(tokenId))).toEqual([false, false]);
});

test("beside one that could not be destroyed it leaves the run's own token alive", async () => {
  const { datadog, provider, batches } = destroying();
  datadog.deletes.set(slow, datadogErrors.gaveUp("revoke"));
  const [batch, other] = await Promise.allSettled([
    batches.delete("batch", batchOf(own)),
    provider.delete(slow, single),
  ]);
  expect(other.status).toBe("rejected");
  expect(String((batch as PromiseRejectedResult).reason)).toContain(
    "and is left alive until the other one is done: the next run goes on with these credentials, or with others.",
  );
  expect(datadog.isAlive(own)).toBe(true);
});

test("batches that each hold a token of the run's own do not wait for each other", async () => {
  const { datadog, batches } = destroying();
  await Promise.all([own, ownOfEu].map((tokenId) => batches.delete(tokenId, batchOf(tokenId))));
  expect([own, ownOfEu].map((tokenId) => datadog.isAlive(tokenId))).toEqual([false, false]);
});
