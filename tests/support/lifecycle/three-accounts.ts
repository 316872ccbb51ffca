import type { DatadogError, Site } from "../../../provider/datadog";
import { recordsIn } from "../../../provider/schema/batch-state";
import { recordIn } from "../../../provider/schema/revocation-state";
import type { RevokeOn } from "../../../provider/schema/options";
import type { RevocationRecord } from "../../../provider/schema/revocation-record";
import { accountsOnSites, type AccountBehaviour, type AccountName } from "./account-outcomes";
import { datadogErrors } from "./datadog-errors";
import { InMemoryDatadog } from "./in-memory-datadog";
import { providerUnderTest, tokenId } from "./provider-under-test";

export const names = Object.keys(accountsOnSites) as AccountName[];
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
      refuse(datadog, datadogErrors.rejected);
      break;
    case "is down":
      refuse(datadog, datadogErrors.gaveUp);
      break;
    case "answers a bare 404":
      refuse(datadog, datadogErrors.unexpected);
      break;
  }
  return datadog;
}

/** Lets every call about a token fail. */
function refuse(datadog: InMemoryDatadog, error: (verb: "revoke" | "look up") => DatadogError): void {
  datadog.findRefusal = error("look up");
  datadog.listRefusal = error("look up");
  datadog.deletes.set(tokenId, error("revoke"));
}

/** Providers of three accounts; all three know nothing of the token unless it is said here. */
export function threeAccounts(
  behaviours: Partial<Record<AccountName, AccountBehaviour>> = {},
  settings: Record<string, string> = {},
) {
  const organisations = Object.fromEntries(
    names.map((name) => [name, organisationOf(name, behaviours[name] ?? "does not know it")]),
  ) as Record<AccountName, InMemoryDatadog>;
  const bySite = (site: Site) => {
    const name = names.find((each) => accountsOnSites[each] === site);
    return organisations[name ?? "prod"];
  };
  return { ...providerUnderTest(bySite, { environment: { ...environment, ...settings } }), organisations };
}

const raw = { account: "any", tokenId };

type UnderTest = ReturnType<typeof threeAccounts>;

type State = object | undefined;

/** The life of a revocation that is declared for any account. */
export interface Life {
  create: (underTest: UnderTest, revokeOn?: RevokeOn) => Promise<State>;
  refresh: (underTest: UnderTest, state: State) => Promise<State>;
  update: (underTest: UnderTest, state: State, account?: string, revokeOn?: RevokeOn) => Promise<State>;
  recordOf: (state: State) => RevocationRecord;
}

const lives: Record<string, Life> = {
  "a single revocation": {
    create: async ({ provider }, revokeOn = "both") => {
      const { inputs } = await provider.check({}, { ...raw, revokeOn });
      return (await provider.create(inputs as never)).outs;
    },
    refresh: async ({ provider }, state) => (await provider.read(tokenId, state as never)).props,
    update: async ({ provider }, state, account = "any", revokeOn = "both") => {
      const { inputs } = await provider.check(state as never, { tokenId, account, revokeOn });
      const diff = await provider.diff(tokenId, state as never, inputs as never);
      expect(diff.replaces).toEqual([]);
      return diff.changes === true
        ? (await provider.update(tokenId, state as never, inputs as never)).outs
        : state;
    },
    recordOf: (state) => recordIn(state as never),
  },
  "one of a batch": {
    create: async ({ batches }, revokeOn = "both") => {
      const news = { account: "any", revokeOn, revocations: { [tokenId]: {} } };
      const { inputs } = await batches.check({}, news);
      return (await batches.create(inputs as never)).outs;
    },
    refresh: async ({ batches }, state) => (await batches.read("batch", state as never)).props,
    update: async ({ batches }, state, account = "any", revokeOn = "both") => {
      const news = { account, revokeOn, revocations: { [tokenId]: {} } };
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
/** Each row of a table, for a single revocation and for one of a batch. */
export const ofEachKind = <Row extends object>(rows: readonly Row[]) =>
  kinds.flatMap((kind) => rows.map((row) => ({ ...row, kind, life: lives[kind] as Life })));
