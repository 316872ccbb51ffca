import { tokenId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";
import { organizations, startAccounts } from "../../support/engine/started-accounts";

jest.setTimeout(180_000);

const serviceAccountId = "3ad549bf-eba0-11e9-a77a-0705486660d0";

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident();
});
afterEach(() => incident.end());

test("a service account's token is found in whichever of three organisations has it, and the wrong resource is told so there", async () => {
  const { organisations, environment } = await startAccounts(incident, {});
  const { stack } = incident;
  const { text } = organisations.gov.tokens.create({
    tokenId,
    type: "service_access_tokens",
    ownerId: serviceAccountId,
  });
  await stack.program(`new Revocation("leak", { tokenId: "${tokenId}", account: "any" });`);
  const wrong = await stack.up(environment);
  expect(wrong.exitCode).not.toBe(0);
  expect(wrong.printed).toContain(
    `on ddog-gov.com (account gov): Datadog says that this is a service access token of service account "${serviceAccountId}"`,
  );
  expect(organisations.gov.tokens.isAlive(tokenId)).toBe(true);

  await stack.write("leak.txt", text);
  await stack.program(
    'const token = pulumi.secret(require("node:fs").readFileSync("leak.txt", "utf8"));',
    'new ServiceRevocation("leak", { token, account: "any" });',
  );
  expect(await stack.up(environment)).toMatchObject({ exitCode: 0 });
  expect(await stack.outputs("leak")).toMatchObject({
    status: "revoked",
    account: "gov",
    organization: organizations.gov,
    serviceAccountId,
  });
  expect(organisations.gov.tokens.isAlive(tokenId)).toBe(false);
});
