import { tokenId as ownId } from "../../support/engine/incident";
import {
  adminCredentials,
  startRecordIncident,
  type RecordIncident,
} from "../../support/engine/record-incident";

jest.setTimeout(180_000);

const neighbour = "00000000-0000-4000-8000-000000000000";
const elsewhere = "00000000-0000-4000-8000-000000000001";

let incident: RecordIncident;
afterEach(() => incident.end());

test("the token of another account, in whichever account it is looked for, goes last, and its death is proven", async () => {
  incident = await startRecordIncident({ tokens: [{ tokenId: ownId }, { tokenId: neighbour }] });
  const { stack, datadog } = incident;
  const prod = await incident.anotherDatadog({
    organization: "10000000-0000-4000-8000-0000000000b1",
    credentials: adminCredentials,
    tokens: [{ tokenId: elsewhere }],
  });
  const environment = {
    DD_API_KEY: "",
    DD_APP_KEY: "",
    DD_API_URL: "",
    DD_ACCOUNTS: "prod,eu",
    DD_PROD_SITE: "datadoghq.com",
    DD_PROD_API_URL: prod.url,
    DD_PROD_API_KEY: adminCredentials.apiKey,
    DD_PROD_APP_KEY: adminCredentials.appKey,
    DD_EU_SITE: "datadoghq.eu",
    DD_EU_API_URL: datadog.url,
    DD_EU_BEARER_TOKEN: incident.text(ownId),
  };
  await stack.list([
    `{tokenId: ${ownId}, account: any}`,
    `{tokenId: ${neighbour}, account: eu}`,
    `{tokenId: ${elsewhere}, account: prod}`,
  ]);
  await stack.program('new List("list", { file: "revocations.yaml" });');
  const run = await stack.up(environment);
  expect(run).toMatchObject({ exitCode: 0 });
  expect(run.printed).toContain("set DD_EU_BEARER_TOKEN to another one before the next pulumi command.");
  expect(incident.deletes()).toEqual([neighbour, ownId].sort());
  const verifiedAt = expect.any(String) as string;
  expect(await stack.records()).toMatchObject({
    [ownId]: { status: "revoked", account: "eu", organization: datadog.organization, verifiedAt },
    [neighbour]: { status: "revoked", verifiedAt },
    [elsewhere]: { status: "revoked", organization: prod.organization, verifiedAt },
  });
});
