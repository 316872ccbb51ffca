import type { Simulator } from "datadog-token-simulator";
import { keys, otherTokenId, tokenId } from "../../support/engine/incident";
import {
  adminCredentials,
  startRecordIncident,
  type RecordIncident,
} from "../../support/engine/record-incident";
import {
  accountOutcomes,
  accountsOnSites,
  type AccountBehaviour,
  type AccountName,
} from "../../support/lifecycle/account-outcomes";

jest.setTimeout(180_000);

const names = Object.keys(accountsOnSites) as AccountName[];
const organizations = {
  prod: "10000000-0000-4000-8000-0000000000b1",
  eu: "20000000-0000-4000-8000-0000000000b1",
  gov: "30000000-0000-4000-8000-0000000000b1",
} as const;

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident();
});
afterEach(() => incident.end());

const permissionsOf: Partial<Record<AccountBehaviour, object>> = {
  "has it and may not revoke": { revoke: "none" },
  "has it and may not read": { read: "none" },
};

/** Starts a simulator for an account's organisation, and says by which settings its account reaches it. */
async function startAccount(name: AccountName, behaviour: AccountBehaviour) {
  const organisation = await incident.anotherDatadog({
    organization: organizations[name],
    credentials: adminCredentials,
    tokens: behaviour.startsWith("has it") ? [{ tokenId }] : [],
    permissions: permissionsOf[behaviour] ?? {},
  });
  const prefix = `DD_${name.toUpperCase()}`;
  const isRefused = behaviour === "refuses the credentials";
  const environment = {
    [`${prefix}_SITE`]: accountsOnSites[name],
    [`${prefix}_API_URL`]: organisation.url,
    [`${prefix}_API_KEY`]: isRefused ? "a-key-that-was-rotated" : keys.DD_API_KEY,
    [`${prefix}_APP_KEY`]: keys.DD_APP_KEY,
  };
  if (behaviour === "is down") {
    await organisation.close();
  }
  return { name, organisation, environment };
}

async function startAccounts(behaviours: Record<AccountName, AccountBehaviour>) {
  const accounts = await Promise.all(names.map((name) => startAccount(name, behaviours[name])));
  return {
    organisations: Object.fromEntries(
      accounts.map(({ name, organisation }) => [name, organisation]),
    ) as Record<AccountName, Simulator>,
    environment: {
      // Nothing but the named accounts has credentials.
      DD_API_KEY: "",
      DD_APP_KEY: "",
      DD_API_URL: "",
      DD_ACCOUNTS: names.join(","),
      DD_RETRY_DEADLINE_SECONDS: "2",
      ...Object.assign({}, ...accounts.map((account) => account.environment)),
    } as Record<string, string>,
  };
}

test.each(accountOutcomes)(
  "for any account, where prod $prod, eu $eu and gov $gov, it comes to $comesTo",
  async ({ prod, eu, gov, comesTo }) => {
    const { organisations, environment } = await startAccounts({ prod, eu, gov });
    const { stack } = incident;
    await stack.program(`new Revocation("leak", { tokenId: "${tokenId}", account: "any" });`);
    const run = await stack.up(environment);
    if ("error" in comesTo) {
      expect(run.exitCode).not.toBe(0);
      for (const name of comesTo.error) {
        expect(run.printed).toContain(`${accountsOnSites[name]} (account ${name})`);
      }
      return;
    }
    expect(run).toMatchObject({ exitCode: 0 });
    const outputs = await stack.outputs("leak");
    expect(outputs).toMatchObject(comesTo);
    if (comesTo.account === "any") {
      expect(outputs).toMatchObject({
        accountsAsked: [...names]
          .sort()
          .map((name) => ({ account: name, organization: organizations[name] })),
      });
      expect(outputs).not.toHaveProperty("verifiedAt");
      expect(run.printed).toContain(`on all accounts is not known (404)`);
    } else {
      expect(outputs).toMatchObject({ organization: organizations[comesTo.account] });
      expect(organisations[comesTo.account].tokens.isAlive(tokenId)).toBe(false);
    }
  },
);

test("a list names the account of each entry, each has its own credentials, and a refresh asks it alone", async () => {
  const { organisations, environment } = await startAccounts({
    prod: "has it",
    eu: "does not know it",
    gov: "has it",
  });
  organisations.eu.tokens.create({ tokenId: otherTokenId });
  const { stack } = incident;
  await stack.list([`{tokenId: ${tokenId}, account: gov}`, `{tokenId: ${otherTokenId}, account: any}`]);
  await stack.program('new List("list", { file: "revocations.yaml" });');

  const preview = await stack.preview(environment);
  expect(preview.printed).toContain(`${tokenId} on ddog-gov.com (account gov): new, to be revoked`);
  expect(preview.printed).toContain(`${otherTokenId} on datadoghq.eu (account eu): new, to be revoked`);
  expect(preview.printed).toContain(`go to ${new URL(organisations.gov.url).host}, as DD_GOV_API_URL says`);

  expect(await stack.up(environment)).toMatchObject({ exitCode: 0 });
  expect(await stack.records()).toMatchObject({
    [tokenId]: { status: "revoked", account: "gov", organization: organizations.gov },
    [otherTokenId]: { status: "revoked", account: "eu", anyAccount: true, organization: organizations.eu },
  });
  expect(names.map((name) => organisations[name].tokens.isAlive(tokenId))).toEqual([true, false, false]);

  organisations.prod.ledger.clear();
  expect(await stack.refresh(environment, "--expect-no-changes")).toMatchObject({ exitCode: 0 });
  expect(organisations.prod.ledger.entries()).toEqual([]);
});

test("another account by name is another revocation", async () => {
  const { organisations, environment } = await startAccounts({
    prod: "has it",
    eu: "has it",
    gov: "does not know it",
  });
  const { stack } = incident;
  const declare = (account: string) =>
    stack.program(`new Revocation("leak", { tokenId: "${tokenId}", account: "${account}" });`);
  await declare("prod");
  await stack.up(environment);
  expect(organisations.eu.tokens.isAlive(tokenId)).toBe(true);
  await declare("eu");
  const run = await stack.up(environment);
  expect(run.printed).toContain("replaced");
  expect(await stack.outputs("leak")).toMatchObject({ account: "eu", site: "datadoghq.eu" });
  expect(organisations.eu.tokens.isAlive(tokenId)).toBe(false);
});

test("accounts stand in the stack's configuration, their secrets encrypted there", async () => {
  const { organisations, environment } = await startAccounts({
    prod: "does not know it",
    eu: "has it",
    gov: "does not know it",
  });
  const { stack } = incident;
  const { DD_API_KEY, DD_APP_KEY, DD_API_URL } = environment;
  const flat = { DD_API_KEY, DD_APP_KEY, DD_API_URL } as Record<string, string>;
  await stack.program(`new Revocation("leak", { tokenId: "${tokenId}", account: "eu" });`);
  const unknown = await stack.preview(flat);
  expect(unknown.exitCode).not.toBe(0);
  expect(unknown.printed).toContain('there is no account "eu"; none is declared.');

  for (const [field, value, ...secret] of [
    ["site", "datadoghq.eu"],
    ["apiUrl", organisations.eu.url],
    ["apiKey", keys.DD_API_KEY, "--secret"],
    ["appKey", keys.DD_APP_KEY, "--secret"],
  ] as const) {
    const set = ["config", "set", "--path", ...secret, `datadog:accounts.eu.${field}`, value];
    expect(await stack.pulumi(set, flat)).toMatchObject({ exitCode: 0 });
  }
  expect(await stack.up(flat)).toMatchObject({ exitCode: 0 });
  expect(await stack.outputs("leak")).toMatchObject({ account: "eu", status: "revoked" });
  expect(organisations.eu.tokens.isAlive(tokenId)).toBe(false);
});
