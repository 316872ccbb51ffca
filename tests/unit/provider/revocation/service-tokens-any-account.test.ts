import type { Site } from "../../../../provider/datadog";
import type { RevocationInputs } from "../../../../provider/schema/revocation-inputs";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest, tokenId } from "../../../support/lifecycle/provider-under-test";
import { serviceAccountId, standardOptions } from "../../../support/lifecycle/resource-under-test";

const environment = {
  DD_ACCOUNTS: "prod,eu",
  DD_PROD_SITE: "datadoghq.com",
  DD_PROD_BEARER_TOKEN: "bearer-of-prod",
  DD_EU_SITE: "datadoghq.eu",
  DD_EU_BEARER_TOKEN: "bearer-of-eu",
};
const inAny: RevocationInputs = { ...standardOptions, account: "any", tokenId };
const serviceInAny: RevocationInputs = { ...inAny, kind: "service" };

function twoAccounts() {
  const prod = new InMemoryDatadog();
  const eu = new InMemoryDatadog();
  prod.identity = { kind: "placed", organization: "organisation-of-prod" };
  eu.identity = { kind: "placed", organization: "organisation-of-eu" };
  const bySite = (site: Site) => (site === "datadoghq.eu" ? eu : prod);
  return { prod, eu, ...providerUnderTest(bySite, { environment }) };
}

test("a service account's token is found in whichever account shows it, below its service account", async () => {
  const { eu, provider } = twoAccounts();
  eu.issueFor(serviceAccountId, tokenId);
  const { outs } = await provider.create(serviceInAny);
  expect(outs).toMatchObject({ status: "revoked", account: "eu", site: "datadoghq.eu", serviceAccountId });
  expect(eu.isAlive(tokenId)).toBe(false);
});

test("if no account's list shows it, it is accepted as already revoked by all of them", async () => {
  const { provider } = twoAccounts();
  const { outs } = await provider.create(serviceInAny);
  expect(outs).toMatchObject({ status: "alreadyRevoked", account: "any", kind: "service" });
  expect(outs?.accountsAsked?.map(({ account }) => account)).toEqual(["eu", "prod"]);
});

test("a list that can't be read in one of them, and none that shows it, is an error that names the one", async () => {
  const { prod, provider } = twoAccounts();
  prod.listRefusal = datadogErrors.denied("look up");
  await expect(provider.create(serviceInAny)).rejects.toThrow(
    /^Failed to revoke service access token "35ef7728-.*" in any account: datadoghq\.com \(account prod\) could not be asked\./,
  );
});

test("a personal revocation for any account is told of the account that shows a service token", async () => {
  const { eu, provider } = twoAccounts();
  eu.issueFor(serviceAccountId, tokenId);
  await expect(provider.create(inAny)).rejects.toThrow(
    `Failed to revoke personal access token "${tokenId}" on datadoghq.eu (account eu): Datadog says that this is a service access token of service account "${serviceAccountId}"`,
  );
  expect(eu.isAlive(tokenId)).toBe(true);
});
