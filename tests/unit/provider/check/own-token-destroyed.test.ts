import type { RevocationState } from "../../../../provider/schema/revocation-state";
import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { idsOf } from "../../../support/lifecycle/batch-under-test";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";
import { standardOptions } from "../../../support/lifecycle/resource-under-test";

const [own = "", other = ""] = idsOf(2);
const environment = {
  DD_BEARER_TOKEN: `ddpat_${aliasFromTokenId(own)}_${"x".repeat(36)}`,
  DD_SITE: "datadoghq.eu",
};
const armed = (tokenId: string): RevocationState => ({
  ...standardOptions,
  tokenId,
  revokeOn: "delete",
  status: "armed",
});

test("the destruction of single resources ends every token but the run's own, whichever comes first", async () => {
  const datadog = new InMemoryDatadog([own, other]);
  const { provider } = providerUnderTest(datadog, { environment });
  await expect(provider.delete(own, armed(own))).rejects.toThrow(
    /is the token that this run works with \(DD_BEARER_TOKEN\), and nothing was sent, .* Put it into a list or a batch .* or use other credentials/,
  );
  await provider.delete(other, armed(other));
  expect([own, other].map((tokenId) => datadog.isAlive(tokenId))).toEqual([true, false]);
});

test.each(["a list that declares it anew", "one that is recorded already"])(
  "every check of %s warns that what is removed after the run's own token can't be revoked any more",
  async (which) => {
    const { batches, warnings } = providerUnderTest(new InMemoryDatadog([own, other]), { environment });
    const raw = { revocations: { [own]: { revokeOn: "delete" }, [other]: {} } };
    const first = await batches.check({}, raw);
    if (which === "one that is recorded already") {
      warnings.length = 0;
      await batches.check({ ...first.inputs }, raw);
    }
    expect(warnings).toEqual([
      expect.stringMatching(
        /is the token that this run works with \(DD_BEARER_TOKEN\), and waits to be revoked until .* in a run that takes out nothing else\.$/,
      ),
    ]);
  },
);
