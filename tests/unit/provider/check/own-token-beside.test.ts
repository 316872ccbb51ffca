import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { entriesOf, failureOf, idsOf, inputsOf } from "../../../support/lifecycle/batch-under-test";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";

const [own = "", other = ""] = idsOf(2);
const environment = {
  DD_BEARER_TOKEN: `ddpat_${aliasFromTokenId(own)}_${"x".repeat(36)}`,
  DD_SITE: "datadoghq.eu",
};

/** An update without a preview: the engine checks the batch with the run's own token first, and then another resource. */
function runWithoutPreview() {
  const datadog = new InMemoryDatadog([own, other]);
  const { provider, batches } = providerUnderTest(datadog, { environment });
  return {
    datadog,
    checkOwn: () => batches.check({}, { revocations: entriesOf([own]) }),
    checkOther: async () => {
      const { failures } = await provider.check({}, { tokenId: other });
      expect(failures?.map(({ reason }) => reason).join()).toContain(
        "which of them goes last is not certain",
      );
    },
    create: () => batches.create(inputsOf([own])),
  };
}

test.each(["before", "while"])(
  "without a preview the run's own token stays alive where another resource is refused %s its batch is made",
  async (when) => {
    const { datadog, checkOwn, checkOther, create } = runWithoutPreview();
    expect((await checkOwn()).failures).toEqual([]);
    if (when === "before") {
      await checkOther();
    }
    const failed = failureOf(create());
    if (when === "while") {
      await checkOther();
    }
    expect((await failed).reasons.join()).toContain("and is left alive until the other one is done");
    expect(datadog.isAlive(own)).toBe(true);
  },
);

test("alone it is revoked, as soon as nothing else was declared for a second", async () => {
  const { datadog, checkOwn, create } = runWithoutPreview();
  await checkOwn();
  await create();
  expect(datadog.isAlive(own)).toBe(false);
});
