import { otherTokenId, tokenId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";
import { names, organizations, startAccounts } from "../../support/engine/started-accounts";
import { accountOutcomes, accountsOnSites } from "../../support/lifecycle/account-outcomes";

jest.setTimeout(180_000);

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident();
});
afterEach(() => incident.end());

test.each(accountOutcomes)(
  "for any account, where prod $prod, eu $eu and gov $gov, it comes to $comesTo",
  async ({ prod, eu, gov, comesTo }) => {
    const { organisations, environment } = await startAccounts(incident, { prod, eu, gov });
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
  const { organisations, environment } = await startAccounts(incident, {
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

test("an armed token that no account knew is found by the next up in an account that was added, and dies there at its end", async () => {
  const { organisations, environment } = await startAccounts(incident, { gov: "has it" });
  const { stack } = incident;
  const isAlive = () => organisations.gov.tokens.isAlive(tokenId);
  await stack.program(
    `new Revocation("leak", { tokenId: "${tokenId}", account: "any", revokeOn: "delete" });`,
  );
  expect(await stack.up({ ...environment, DD_ACCOUNTS: "prod,eu" })).toMatchObject({ exitCode: 0 });
  expect(await stack.outputs("leak")).toMatchObject({ status: "armed", account: "any" });

  const preview = await stack.preview(environment);
  expect(preview.printed).toContain(`${tokenId} on ddog-gov.com (account gov): changed, stays alive`);
  expect(await stack.up(environment)).toMatchObject({ exitCode: 0 });
  const located = { status: "armed", account: "gov", organization: organizations.gov };
  expect(await stack.outputs("leak")).toMatchObject(located);
  expect((await stack.up(environment)).printed).toContain("2 unchanged");
  expect(isAlive()).toBe(true);
  expect(await stack.destroy(environment)).toMatchObject({ exitCode: 0 });
  expect(isAlive()).toBe(false);
});
