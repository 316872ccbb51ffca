import type { Simulator } from "datadog-token-simulator";
import { accountsOnSites, type AccountBehaviour, type AccountName } from "../lifecycle/account-outcomes";
import { keys, tokenId } from "./incident";
import { adminCredentials, type RecordIncident } from "./record-incident";

/** The accounts that are started. */
export const names = Object.keys(accountsOnSites) as AccountName[];
/** The organisation of each. */
export const organizations = {
  prod: "10000000-0000-4000-8000-0000000000b1",
  eu: "20000000-0000-4000-8000-0000000000b1",
  gov: "30000000-0000-4000-8000-0000000000b1",
} as const;

const permissionsOf: Partial<Record<AccountBehaviour, object>> = {
  "has it and may not revoke": { revoke: "none" },
  "has it and may not read": { read: "none" },
};

/** Starts a simulator for an account's organisation, and says by which settings its account reaches it. */
async function startAccount(incident: RecordIncident, name: AccountName, behaviour: AccountBehaviour) {
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
  if (behaviour === "answers a bare 404") {
    organisation.faults.answer({}, [{ status: 404, body: "" }], Infinity);
  }
  return { name, organisation, environment };
}

/** Three simulators as three organisations on three sites, and the environment in which they are accounts. */
export async function startAccounts(
  incident: RecordIncident,
  behaviours: Partial<Record<AccountName, AccountBehaviour>>,
) {
  const accounts = await Promise.all(
    names.map((name) => startAccount(incident, name, behaviours[name] ?? "does not know it")),
  );
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
