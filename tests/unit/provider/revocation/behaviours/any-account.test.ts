import type { Site } from "../../../../../provider/datadog";
import { recordsIn } from "../../../../../provider/schema/batch-state";
import { recordIn } from "../../../../../provider/schema/revocation-state";
import type { RevocationRecord } from "../../../../../provider/schema/revocation-record";
import {
  accountOutcomes,
  accountsOnSites,
  type AccountBehaviour,
  type AccountName,
} from "../../../../support/lifecycle/account-outcomes";
import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog } from "../../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest, startOfTime, tokenId } from "../../../../support/lifecycle/provider-under-test";

const names = Object.keys(accountsOnSites) as AccountName[];
const neighbour = "61c07794-df2a-4403-a6ad-caa6bb70dae2";

const environment = {
  DD_ACCOUNTS: names.join(","),
  ...Object.fromEntries(
    names.flatMap((name) => [
      [`DD_${name.toUpperCase()}_SITE`, accountsOnSites[name]],
      [`DD_${name.toUpperCase()}_BEARER_TOKEN`, `bearer-of-${name}`],
    ]),
  ),
};

function organisationOf(name: AccountName, behaviour: AccountBehaviour): InMemoryDatadog {
  const datadog = new InMemoryDatadog(behaviour.startsWith("has it") ? [tokenId] : []);
  datadog.identity = { kind: "placed", organization: `organisation-of-${name}` };
  switch (behaviour) {
    case "has it and may not revoke":
      datadog.deletes.set(tokenId, datadogErrors.denied("revoke", accountsOnSites[name]));
      break;
    case "has it and may not read":
      datadog.findRefusal = datadogErrors.denied("look up");
      datadog.listRefusal = datadogErrors.denied("look up");
      break;
    case "refuses the credentials":
      datadog.findRefusal = datadogErrors.rejected("look up");
      datadog.listRefusal = datadogErrors.rejected("look up");
      datadog.deletes.set(tokenId, datadogErrors.rejected("revoke"));
      break;
    case "is down":
      datadog.findRefusal = datadogErrors.gaveUp("look up");
      datadog.listRefusal = datadogErrors.gaveUp("look up");
      datadog.deletes.set(tokenId, datadogErrors.gaveUp("revoke"));
      break;
  }
  return datadog;
}

/** Providers of three accounts; all three know nothing of the token unless it is said here. */
function threeAccounts(behaviours: Partial<Record<AccountName, AccountBehaviour>> = {}) {
  const organisations = Object.fromEntries(
    names.map((name) => [name, organisationOf(name, behaviours[name] ?? "does not know it")]),
  ) as Record<AccountName, InMemoryDatadog>;
  const bySite = (site: Site) => {
    const name = names.find((each) => accountsOnSites[each] === site);
    return organisations[name ?? "prod"];
  };
  return { ...providerUnderTest(bySite, { environment }), organisations };
}

const raw = { account: "any", tokenId };

type UnderTest = ReturnType<typeof threeAccounts>;

type State = object | undefined;

interface Life {
  create: (underTest: UnderTest) => Promise<State>;
  refresh: (underTest: UnderTest, state: State) => Promise<State>;
  update: (underTest: UnderTest, state: State, account?: string) => Promise<State>;
  recordOf: (state: State) => RevocationRecord;
}

const lives: Record<string, Life> = {
  "a single revocation": {
    create: async ({ provider }) => {
      const { inputs } = await provider.check({}, raw);
      return (await provider.create(inputs as never)).outs;
    },
    refresh: async ({ provider }, state) => (await provider.read(tokenId, state as never)).props,
    update: async ({ provider }, state, account = "any") => {
      const { inputs } = await provider.check(state as never, { tokenId, account });
      const diff = await provider.diff(tokenId, state as never, inputs as never);
      expect(diff.replaces).toEqual([]);
      return diff.changes === true
        ? (await provider.update(tokenId, state as never, inputs as never)).outs
        : state;
    },
    recordOf: (state) => recordIn(state as never),
  },
  "one of a batch": {
    create: async ({ batches }) => {
      const { inputs } = await batches.check({}, { account: "any", revocations: { [tokenId]: {} } });
      return (await batches.create(inputs as never)).outs;
    },
    refresh: async ({ batches }, state) => (await batches.read("batch", state as never)).props,
    update: async ({ batches }, state, account = "any") => {
      const news = { account, revocations: { [tokenId]: {} } };
      const { inputs } = await batches.check({ site: "datadoghq.com" }, news);
      const diff = await batches.diff("batch", state as never, inputs as never);
      return diff.changes === true
        ? (await batches.update("batch", state as never, inputs as never)).outs
        : state;
    },
    recordOf: (state) =>
      recordsIn(state as never).find((each) => each.tokenId === tokenId) as RevocationRecord,
  },
};
const kinds = Object.keys(lives);
const ofEachKind = <Row extends object>(rows: readonly Row[]) =>
  kinds.flatMap((kind) => rows.map((row) => ({ ...row, kind, life: lives[kind] as Life })));

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
