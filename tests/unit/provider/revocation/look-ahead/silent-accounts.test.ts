import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import { idsOf } from "../../../../support/lifecycle/batch-under-test";
import { InMemoryDatadog } from "../../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../../support/lifecycle/provider-under-test";
import { threeAccounts } from "../../../../support/lifecycle/three-accounts";

const [first = "", second = "", third = ""] = idsOf(3);

/** Lets no question about a token be answered within the time of a look. */
function silence(datadog: InMemoryDatadog, clock: { advance: (ms: number) => void }) {
  const find = datadog.find.bind(datadog);
  datadog.find = (tokenId) => {
    datadog.asked.push({ call: "find", of: tokenId });
    clock.advance(2_500);
    return Promise.reject(datadogErrors.gaveUp("look up"));
  };
  return () => (datadog.find = find);
}

test("of many single resources only the first waits for a Datadog that does not answer, and half a minute later another one", async () => {
  const datadog = new InMemoryDatadog([first, second, third]);
  const { provider, clock, messages } = providerUnderTest(datadog);
  silence(datadog, clock);
  await provider.check({}, { tokenId: first });
  await provider.check({}, { tokenId: second });
  expect(datadog.askedFor("find")).toEqual([first]);
  expect(messages[1]).toContain("could not be looked up");
  clock.advance(30_000);
  await provider.check({}, { tokenId: third });
  expect(datadog.askedFor("find")).toEqual([first, third]);
});

test("what no check could tell is asked for before the DELETE, be it that nobody answered or that nobody was asked", async () => {
  const datadog = new InMemoryDatadog([first, second]);
  const { provider, clock } = providerUnderTest(datadog);
  const speakAgain = silence(datadog, clock);
  const checked = [
    await provider.check({}, { tokenId: first, site: "datadoghq.eu" }),
    await provider.check({}, { tokenId: second, site: "datadoghq.eu" }),
  ];
  speakAgain();
  datadog.forgetCalls();
  for (const { inputs } of checked) {
    await provider.create(inputs as never);
  }
  for (const each of [first, second]) {
    expect(datadog.callsFor(each)).toEqual(["find", "revoke", "find"]);
  }
});

test("for any account the silent one is left out, nothing is called unknown for it, and the create asks it all the same", async () => {
  const { provider, clock, organisations, messages } = threeAccounts();
  const { prod, gov } = organisations;
  prod.issue(second, { name: "deploy" });
  const speakAgain = silence(gov, clock);
  await provider.check({}, { tokenId: first, account: "any" });
  await provider.check({}, { tokenId: second, account: "any" });
  const { inputs } = await provider.check({}, { tokenId: third, account: "any" });
  expect(gov.askedFor("find")).toEqual([first]);
  expect(messages[1]).toContain(`${second} on datadoghq.com (account prod): new, to be revoked; "deploy"`);
  expect(messages[2]).toContain("what Datadog says of it could not be looked up");
  speakAgain();
  gov.issue(third);
  await provider.create(inputs as never);
  expect(gov.isAlive(third)).toBe(false);
});

test("of an account that never answers, the check waits 2.5 s and the create 3 s, and then its DELETE is sent", async () => {
  const datadog = new InMemoryDatadog([first, second]);
  const { provider, clock } = providerUnderTest(datadog);
  datadog.find = (_, { deadlineSeconds = 0 } = {}) => {
    clock.advance(deadlineSeconds * 1000);
    return Promise.reject(datadogErrors.gaveUp("look up"));
  };
  const deletedAfterMs: number[] = [];
  const create = async (tokenId: string) => {
    const begun = clock.now();
    datadog.beforeDelete = () => deletedAfterMs.push(clock.now() - begun);
    const { inputs } = await provider.check({}, { tokenId, site: "datadoghq.eu" });
    await provider.create(inputs as never);
  };
  await create(first);
  await create(second);
  expect(deletedAfterMs).toEqual([5_500, 3_000]);
});
