import { accountOutcomes, accountsOnSites } from "../../../../support/lifecycle/account-outcomes";
import { startOfTime, tokenId } from "../../../../support/lifecycle/provider-under-test";
import { names, ofEachKind, threeAccounts } from "../../../../support/lifecycle/three-accounts";

const neighbour = "61c07794-df2a-4403-a6ad-caa6bb70dae2";

test.each(ofEachKind(accountOutcomes))(
  "$kind for any account, where prod $prod, eu $eu and gov $gov, comes to $comesTo",
  async ({ life, comesTo, ...behaviours }) => {
    const underTest = threeAccounts(behaviours);
    const made = life.create(underTest);
    if ("error" in comesTo) {
      const error = (await made.then(
        () => undefined,
        (reason: unknown) => reason,
      )) as Error | undefined;
      for (const name of comesTo.error) {
        expect(error?.message).toContain(accountsOnSites[name]);
      }
      return;
    }
    const record = life.recordOf(await made);
    expect(record).toMatchObject(comesTo);
    if (comesTo.account === "any") {
      expect(record).toMatchObject({
        notFoundAt: startOfTime,
        accountsAsked: [...names]
          .sort()
          .map((account) => ({ account, organization: `organisation-of-${account}` })),
      });
      expect(record).not.toHaveProperty("verifiedAt");
    } else {
      const isDead = !underTest.organisations[comesTo.account].isAlive(tokenId);
      expect(isDead).toBe(true);
      expect(record).toMatchObject({
        site: accountsOnSites[comesTo.account],
        organization: `organisation-of-${comesTo.account}`,
      });
    }
  },
);

test.each(
  ofEachKind([
    { where: "no account knows it", eu: "does not know it", isTold: true },
    { where: "one account can't say", eu: "is down", isTold: false },
    { where: "one account shows it", eu: "has it", isTold: false },
  ] as const),
)(
  "$kind that waits for its end where $where is told to be missing: $isTold",
  async ({ life, eu, isTold }) => {
    const underTest = threeAccounts({ eu });
    expect(life.recordOf(await life.create(underTest, "delete"))).toMatchObject({ status: "armed" });
    const words = `Personal access token "${tokenId}" on all accounts is to be revoked when its resource is deleted, but none of the accounts knows it (404): it is revoked already, or an account is missing, or these credentials may not see it.`;
    expect(underTest.warnings).toEqual(isTold ? [words] : []);
  },
);

test.each(ofEachKind([{}]))(
  "$kind: a token of one account is never asked of the others again",
  async ({ life }) => {
    const underTest = threeAccounts({ eu: "has it" });
    const state = await life.create(underTest);
    names.forEach((name) => {
      underTest.organisations[name].forgetCalls();
    });
    await life.refresh(underTest, state);
    const calls = names.map((name) => underTest.organisations[name].asked.length);
    expect(calls).toEqual([0, expect.any(Number), 0]);
    expect(underTest.organisations.eu.asked).not.toHaveLength(0);
  },
);

test.each(ofEachKind([{}]))(
  "$kind: nor is one that came back to life there, and that the next up revokes again",
  async ({ life }) => {
    const underTest = threeAccounts({ eu: "has it" });
    const { prod, eu, gov } = underTest.organisations;
    const state = await life.create(underTest);
    [prod, gov].forEach((each) => {
      each.forgetCalls();
    });
    eu.issue(tokenId);
    const after = await life.update(underTest, await life.refresh(underTest, state));
    expect(life.recordOf(after)).toMatchObject({ status: "revoked", account: "eu" });
    expect(eu.isAlive(tokenId)).toBe(false);
    expect([...prod.asked, ...gov.asked]).toEqual([]);
  },
);

test("a removal asks the account in which the token was found, and no other", async () => {
  const { provider, organisations } = threeAccounts({ eu: "has it" });
  const { inputs } = await provider.check({}, { tokenId, account: "any" });
  const { outs } = await provider.create(inputs as never);
  Object.values(organisations).forEach((each) => {
    each.forgetCalls();
  });
  await provider.delete(tokenId, outs as never);
  expect(organisations.eu.callsFor(tokenId)).toContain("revoke");
  expect([...organisations.prod.asked, ...organisations.gov.asked]).toEqual([]);
});

test.each(ofEachKind([{ account: "any" }, { account: "eu" }]))(
  "$kind: that the program then says $account sends nothing",
  async ({ life, account }) => {
    const underTest = threeAccounts({ eu: "has it" });
    const state = await life.create(underTest);
    names.forEach((name) => {
      underTest.organisations[name].forgetCalls();
    });
    const after = await life.update(underTest, state, account);
    expect(names.flatMap((name) => underTest.organisations[name].asked)).toEqual([]);
    expect(life.recordOf(after)).toMatchObject({ status: "revoked", account: "eu" });
  },
);

test.each(ofEachKind([{}]))(
  "$kind: what no account knew is found by a refresh in the one that shows it",
  async ({ life }) => {
    const underTest = threeAccounts();
    const state = await life.create(underTest);
    underTest.organisations.gov.issue(tokenId);
    underTest.organisations.gov.issue(neighbour);
    const refreshed = await life.refresh(underTest, state);
    expect(life.recordOf(refreshed)).toMatchObject({
      account: "gov",
      site: "ddog-gov.com",
      unfinished: "aliveAgain",
    });
    expect(underTest.warnings.join()).toContain("on ddog-gov.com (account gov) is alive although");
    const after = life.recordOf(await life.update(underTest, refreshed));
    expect(after).toMatchObject({ status: "revoked", account: "gov", organization: "organisation-of-gov" });
    expect(underTest.organisations.gov.isAlive(tokenId)).toBe(false);
    expect(underTest.organisations.gov.isAlive(neighbour)).toBe(true);
  },
);

test.each(ofEachKind([{}]))(
  "$kind: an account whose organisation has changed is asked by the next up",
  async ({ life }) => {
    const state = await life.create(threeAccounts());
    const next = threeAccounts({ eu: "has it" });
    next.organisations.eu.identity = { kind: "placed", organization: "another-organisation" };
    expect(life.recordOf(await life.update(next, state))).toMatchObject({ status: "revoked", account: "eu" });
    const unchanged = threeAccounts();
    expect(await life.update(unchanged, state)).toBe(state);
  },
);
