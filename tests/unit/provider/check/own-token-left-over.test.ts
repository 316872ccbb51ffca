import type { BatchState } from "../../../../provider/schema/batch-state";
import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { entriesOf, failureOf, idsOf, inputsOf } from "../../../support/lifecycle/batch-under-test";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";

const [own = "", other = "", late = ""] = idsOf(3);
const environment = {
  DD_BEARER_TOKEN: `ddpat_${aliasFromTokenId(own)}_${"x".repeat(36)}`,
  DD_SITE: "datadoghq.eu",
};

/** A batch whose other token could not be revoked, so that the run's own was left alive. */
async function leftOver() {
  const datadog = new InMemoryDatadog([own, other, late]);
  datadog.deletes.set(other, datadogErrors.gaveUp("revoke"));
  const inputs = inputsOf([own, other]);
  const { batches } = providerUnderTest(datadog, { environment });
  const { properties } = await failureOf(batches.create(inputs));
  expect(datadog.isAlive(own)).toBe(true);
  return { datadog, inputs, state: properties as BatchState };
}

test("beside the run's own token that an earlier run has left alive no other resource may revoke one", async () => {
  const { datadog, inputs, state } = await leftOver();
  const { provider, batches } = providerUnderTest(datadog, { environment });
  const raw = { revocations: entriesOf([own, other]) };
  expect((await batches.check({ ...inputs }, raw)).failures).toEqual([]);
  await batches.diff("batch", state, inputs);
  const { failures } = await provider.check({}, { tokenId: late });
  expect(failures?.map(({ reason }) => reason).join()).toContain("which of them goes last is not certain");
});

test("nor may the batch go on with it after another resource", async () => {
  const { datadog, inputs, state } = await leftOver();
  const { provider, batches } = providerUnderTest(datadog, { environment });
  await provider.check({}, { tokenId: late });
  await expect(batches.diff("batch", state, inputs)).rejects.toThrow(
    "which of them goes last is not certain",
  );
});

test("alone, the batch goes on and revokes it last", async () => {
  const { datadog, inputs, state } = await leftOver();
  datadog.deletes.clear();
  datadog.forgetCalls();
  const { batches } = providerUnderTest(datadog, { environment });
  await batches.diff("batch", state, inputs);
  await batches.update("batch", state, inputs);
  expect(datadog.askedFor("revoke")).toEqual([other, own]);
});
