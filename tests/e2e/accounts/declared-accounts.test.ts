import { keys, tokenId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";
import { startAccounts } from "../../support/engine/started-accounts";

jest.setTimeout(180_000);

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident();
});
afterEach(() => incident.end());

/** Sets fields of `datadog:accounts` in the stack's configuration. */
async function setAccount(environment: Record<string, string>, ...fields: readonly string[][]) {
  for (const [field = "", value = "", ...options] of fields) {
    const set = ["config", "set", "--path", ...options, `datadog:accounts.${field}`, value];
    expect(await incident.stack.pulumi(set, environment)).toMatchObject({ exitCode: 0 });
  }
}

test("another account by name is another revocation", async () => {
  const { organisations, environment } = await startAccounts(incident, { prod: "has it", eu: "has it" });
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

test("a token that the named account did not know is found once it is declared for any, and then naming the one that had it asks nobody", async () => {
  const { organisations, environment } = await startAccounts(incident, { gov: "has it" });
  const { stack } = incident;
  const declare = (account: string) =>
    stack.program(`new Revocation("leak", { tokenId: "${tokenId}", account: "${account}" });`);
  const upIn = async (account: string, cap: number) => {
    await declare(account);
    const run = await stack.up({ ...environment, DD_MAX_REVOCATIONS: String(cap) });
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.printed).not.toContain("replaced");
    return stack.outputs("leak");
  };
  expect(await upIn("prod", 1)).toMatchObject({ status: "alreadyRevoked", account: "prod" });
  expect(organisations.gov.tokens.isAlive(tokenId)).toBe(true);
  const revoked = { status: "revoked", account: "gov", site: "ddog-gov.com" };
  expect(await upIn("any", 1)).toMatchObject(revoked);
  expect(organisations.gov.tokens.isAlive(tokenId)).toBe(false);

  Object.values(organisations).forEach(({ ledger }) => {
    ledger.clear();
  });
  await declare("prod");
  const another = await stack.preview({ ...environment, DD_MAX_REVOCATIONS: "0", DD_DESCRIBE: "false" });
  expect(another.printed).toContain("1 new revocations so far in this run, and DD_MAX_REVOCATIONS allows 0.");
  expect(await upIn("gov", 0)).toMatchObject(revoked);
  expect(Object.values(organisations).flatMap(({ ledger }) => ledger.entries())).toEqual([]);
});

test("accounts stand in the stack's configuration, their secrets encrypted there", async () => {
  const { organisations, environment } = await startAccounts(incident, { eu: "has it" });
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

test("the stack names the accounts, the environment has their credentials, and more of them", async () => {
  const { organisations, environment } = await startAccounts(incident, { eu: "has it" });
  const { stack } = incident;
  const ofEnvironment = { ...environment, DD_ACCOUNTS: "gov", DD_EU_SITE: "", DD_PROD_SITE: "" };
  await setAccount(ofEnvironment, ["prod.site", "datadoghq.com"], ["eu.site", "datadoghq.eu"]);
  await stack.program(`new Revocation("leak", { tokenId: "${tokenId}", account: "any" });`);

  const without = {
    DD_API_KEY: "",
    DD_APP_KEY: "",
    DD_API_URL: "",
    DD_ACCOUNTS: "gov",
    DD_DESCRIBE: "false",
  };
  const preview = await stack.preview(without);
  expect(preview).toMatchObject({ exitCode: 0 });
  for (const [name, variable] of [
    ["prod", "DD_PROD"],
    ["eu", "DD_EU"],
    ["gov", "DD_GOV"],
  ] as const) {
    expect(preview.printed).toContain(
      `No credentials are set for the Datadog account ${name}, and nothing was sent with it. Set ${variable}_BEARER_TOKEN`,
    );
  }
  expect(await stack.up(ofEnvironment)).toMatchObject({ exitCode: 0 });
  expect(await stack.outputs("leak")).toMatchObject({
    account: "eu",
    site: "datadoghq.eu",
    status: "revoked",
  });
  expect(organisations.eu.tokens.isAlive(tokenId)).toBe(false);
});

test.each([
  [
    "DD_ACCOUNTS",
    { DD_ACCOUNTS: "eu_west" },
    "DD_ACCOUNTS: an account's name consists of lower-case letters",
  ],
  [
    "a site",
    { DD_ACCOUNTS: "eu", DD_EU_SITE: "datadoghq.example" },
    "DD_EU_SITE names an unknown Datadog site",
  ],
  [
    "half a pair of keys",
    { DD_ACCOUNTS: "eu-west", DD_EU_WEST_API_KEY: "k" },
    "DD_EU_WEST_API_KEY is set but DD_EU_WEST_APP_KEY is not",
  ],
  [
    "the address of another account's site",
    { DD_ACCOUNTS: "eu", DD_EU_SITE: "datadoghq.eu", DD_EU_API_URL: "https://api.datadoghq.com" },
    "DD_EU_API_URL: it names Datadog's site datadoghq.com, and the request is for datadoghq.eu",
  ],
])("a mistake in %s is told by the setting's name, and nothing is sent", async (_, environment, says) => {
  const { stack, datadog } = incident;
  const account = environment.DD_ACCOUNTS.startsWith("eu-") ? "eu-west" : "eu";
  await stack.program(`new Revocation("leak", { tokenId: "${tokenId}", account: "${account}" });`);
  const run = await stack.up({ ...environment });
  expect(run.exitCode).not.toBe(0);
  expect(run.printed).toContain(says);
  expect(datadog.ledger.entries()).toEqual([]);
});
