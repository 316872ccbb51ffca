import type { RecordIncident } from "../../support/engine/record-incident";
import { rightOrganization, startTwoOrganizations } from "../../support/engine/two-organizations";

jest.setTimeout(180_000);

let incident: RecordIncident;

afterEach(() => incident.end());

test("case 1: what was accepted in another organisation is drift, and asked for anew by an up that refreshes, be it dead or alive there", async () => {
  const both = await startTwoOrganizations({ tokens: 4, secondRevocation: 404 });
  const { elsewhere } = both;
  incident = both.incident;
  const { datadog, stack, deletes, isAlive } = incident;
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
