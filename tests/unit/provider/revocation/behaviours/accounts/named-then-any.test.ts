import { recordsIn } from "../../../../../../provider/schema/batch-state";
import { recordIn } from "../../../../../../provider/schema/revocation-state";
import { tokenId } from "../../../../../support/lifecycle/provider-under-test";
import { threeAccounts } from "../../../../../support/lifecycle/three-accounts";

const inAny = { account: "any", tokenId };
const batchOf = (account: string) => ({ account, revocations: { [tokenId]: {} } });

/** A token that `prod` did not know, and that `eu` has. */
async function acceptedInProd() {
  const underTest = threeAccounts({ eu: "has it" });
  const { inputs } = await underTest.provider.check({}, { account: "prod", tokenId });
  const { outs } = await underTest.provider.create(inputs as never);
  expect(recordIn(outs as never)).toMatchObject({ status: "alreadyRevoked", account: "prod" });
  return { ...underTest, inputs, outs };
}

test("a token that the named account did not know is looked for in all others once it is declared for any", async () => {
  const { provider, outs, organisations } = await acceptedInProd();
  const { inputs } = await provider.check(outs as never, inAny);
  const diff = await provider.diff(tokenId, outs as never, inputs as never);
  expect(diff).toMatchObject({ changes: true, replaces: [] });
  const updated = await provider.update(tokenId, outs as never, inputs as never);
  expect(recordIn(updated.outs as never)).toMatchObject({
    status: "revoked",
    account: "eu",
    organization: "organisation-of-eu",
  });
  expect(organisations.eu.isAlive(tokenId)).toBe(false);
});

test("so is one of a batch", async () => {
  const { batches, organisations } = threeAccounts({ gov: "has it" });
  const first = await batches.check({}, batchOf("prod"));
  const { outs } = await batches.create(first.inputs as never);
  const { inputs } = await batches.check(outs as never, batchOf("any"));
  expect((await batches.diff("batch", outs as never, inputs as never)).changes).toBe(true);
  const updated = await batches.update("batch", outs as never, inputs as never);
  expect(recordsIn(updated.outs as never)).toMatchObject([{ status: "revoked", account: "gov" }]);
  expect(organisations.gov.isAlive(tokenId)).toBe(false);
});

test("one that nobody else knows either is then on record with all who were asked", async () => {
  const { provider } = threeAccounts();
  const first = await provider.check({}, { account: "prod", tokenId });
  const { outs } = await provider.create(first.inputs as never);
  const { inputs } = await provider.check(outs as never, inAny);
  const updated = await provider.update(tokenId, outs as never, inputs as never);
  expect(recordIn(updated.outs as never)).toMatchObject({
    status: "alreadyRevoked",
    account: "any",
    accountsAsked: [{ account: "eu" }, { account: "gov" }, { account: "prod" }],
  });
});

test("a token that the named account had is asked of nobody once it is declared for any", async () => {
  const underTest = threeAccounts({ eu: "has it" });
  const { provider, organisations } = underTest;
  const first = await provider.check({}, { account: "eu", tokenId });
  const { outs } = await provider.create(first.inputs as never);
  Object.values(organisations).forEach((each) => {
    each.forgetCalls();
  });
  const { inputs } = await provider.check(outs as never, inAny);
  await provider.diff(tokenId, outs as never, inputs as never);
  await provider.update(tokenId, outs as never, inputs as never);
  expect(Object.values(organisations).flatMap(({ asked }) => asked)).toEqual([]);
});

test("a check tells nothing new, and asks nobody, where the program names an account in place of any", async () => {
  const { provider, organisations, messages } = threeAccounts({ eu: "has it" });
  const { inputs: olds } = await provider.check({}, inAny);
  const { outs } = await provider.create(olds as never);
  messages.length = 0;
  Object.values(organisations).forEach((each) => {
    each.forgetCalls();
  });
  const { inputs } = await provider.check({ ...olds }, { account: "eu", tokenId });
  const diff = await provider.diff(tokenId, outs as never, inputs as never);
  expect({ messages, replaces: diff.replaces }).toEqual({ messages: [], replaces: [] });
  expect(Object.values(organisations).flatMap(({ asked }) => asked)).toEqual([]);
});

test("another account than the one that showed the token replaces, and is told by the check that follows", async () => {
  const { provider, messages } = threeAccounts({ eu: "has it", gov: "has it" });
  const { inputs: olds } = await provider.check({}, inAny);
  const { outs } = await provider.create(olds as never);
  const news = { account: "gov", tokenId };
  const { inputs } = await provider.check({ ...olds }, news);
  const diff = await provider.diff(tokenId, outs as never, inputs as never);
  expect(diff.replaces).toEqual(["account", "site"]);
  messages.length = 0;
  await provider.check({}, news);
  expect(messages.join()).toContain(`${tokenId} on ddog-gov.com (account gov): new, to be revoked`);
});
