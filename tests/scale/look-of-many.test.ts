import type { PageRequest } from "../../provider/datadog";
import { datadogErrors } from "../support/lifecycle/datadog-errors";
import { entriesOf, idsOf, inputsOf } from "../support/lifecycle/batch-under-test";
import { InMemoryDatadog } from "../support/lifecycle/in-memory-datadog";
import { providerUnderTest, tokenId } from "../support/lifecycle/provider-under-test";

/** More than can be read within the time of a check. */
const many = idsOf(16_000);
const pagesInTime = 40;

/** An organisation whose list is so slow that a check reads a few pages of it, and what was asked before any DELETE. */
function slowlyListed() {
  const datadog = new InMemoryDatadog(many);
  const providers = providerUnderTest(datadog);
  const list = datadog.list.bind(datadog);
  const before = { pages: [] as number[], seconds: [] as number[] };
  let isSlow = true;
  let isRevoking = false;
  datadog.beforeDelete = () => {
    isRevoking = true;
  };
  datadog.list = (page: PageRequest, options: { deadlineSeconds?: number } = {}) => {
    if (!isRevoking) {
      before.seconds.push(options.deadlineSeconds ?? Infinity);
      if (isSlow && before.pages.length >= pagesInTime) {
        providers.clock.advance(before.seconds.length > pagesInTime + 1 ? 0 : 3_000);
        return Promise.reject(datadogErrors.gaveUp("look up"));
      }
      before.pages.push(page.pageNumber);
    }
    return list(page, options);
  };
  return { ...providers, datadog, before, becomeFast: () => (isSlow = false) };
}

test("a check looks at many tokens for no longer than at one, and the create goes on with what was read by then", async () => {
  const { batches, messages, datadog, before, becomeFast } = slowlyListed();
  const { inputs } = await batches.check(
    {},
    { site: "datadoghq.eu", verify: false, revocations: entriesOf(many) },
  );
  expect(messages[0]).toContain("What Datadog says of 12,000 of the new ones could not be looked up");
  expect(Math.max(...before.seconds)).toBeLessThan(3);
  expect(datadog.askedFor("find")).toEqual([]);

  becomeFast();
  await batches.create(inputs as never);
  expect(before.pages).toHaveLength(160);
  expect(new Set(before.pages).size).toBe(160);
  expect(many.some((each) => datadog.isAlive(each))).toBe(false);
});

test("a create that no check has looked at asks for as long as so many tokens are worth it", async () => {
  const { batches, before, becomeFast } = slowlyListed();
  becomeFast();
  await batches.create(inputsOf(many, { verify: false }));
  expect(Math.max(...before.seconds)).toBeCloseTo(3.2, 5);
});

test("a check asks for less than three seconds, and puts together what came in the rest of them", async () => {
  const datadog = new InMemoryDatadog([tokenId]);
  const { provider } = providerUnderTest(datadog);
  await provider.check({}, { tokenId, site: "datadoghq.eu" });
  expect(datadog.optionsFor(tokenId)).toEqual([expect.objectContaining({ deadlineSeconds: 2.5 })]);
});
