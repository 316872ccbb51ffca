import {
  adminCredentials,
  startRecordIncident,
  type RecordIncident,
} from "../../support/engine/record-incident";

jest.setTimeout(180_000);

const wrongOrganization = "0b1e8a51-0e3d-4b7c-9d53-6c3f6f4d2a10";
const rightOrganization = "4dee724d-00cc-11ea-a77b-570c9d03c6c5";

let incident: RecordIncident;

afterEach(() => incident.end());

test("case 1: what was accepted in another organisation is drift, and asked for anew by an up that refreshes, be it dead or alive there", async () => {
  incident = await startRecordIncident({ organization: rightOrganization, tokens: 4, secondRevocation: 404 });
  const { datadog, stack, deletes, isAlive } = incident;
  const elsewhere = await incident.anotherDatadog({
    organization: wrongOrganization,
    credentials: adminCredentials,
  });
  const tokenIds = datadog.tokens.list().map(({ tokenId }) => tokenId);
  const [dead, alive, batchedDead, batchedAlive] = tokenIds as [string, string, string, string];
  datadog.tokens.revoke(dead);
  datadog.tokens.revoke(batchedDead);
  await stack.program(
    `new Revocation("dead", { tokenId: "${dead}" });`,
    `new Revocation("alive", { tokenId: "${alive}" });`,
    `new Batch("batch", { tokenIds: ["${batchedDead}", "${batchedAlive}"] });`,
  );
  expect(await stack.up({ DD_API_URL: elsewhere.url })).toMatchObject({ exitCode: 0 });

  expect((await stack.gitops(["drift"])).exitCode).not.toBe(0);
  expect(deletes()).toEqual([]);
  expect(await stack.up({}, "--refresh")).toMatchObject({ exitCode: 0 });
  expect(isAlive(...tokenIds)).toEqual([false, false, false, false]);
  const accepted = { status: "alreadyRevoked", organization: rightOrganization };
  const proven = { status: "revoked", verifiedAt: expect.any(String) as string };
  const records = await stack.records();
  expect(records).toMatchObject({ [dead]: accepted, [batchedDead]: accepted });
  expect(records).toMatchObject({ [alive]: proven, [batchedAlive]: proven });
  expect(records[dead]).not.toHaveProperty("verifiedAt");

  datadog.ledger.clear();
  expect((await stack.gitops(["drift"])).exitCode).toBe(0);
  expect(deletes()).toEqual([]);
});
