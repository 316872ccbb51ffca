import { tokenId as ownId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(180_000);

const [lent, proven, listed] = ["0", "1", "2"].map(
  (last) => `00000000-0000-4000-8000-00000000000${last}`,
) as [string, string, string];

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident({
    tokens: [ownId, lent, proven, listed].map((tokenId) => ({ tokenId })),
  });
});
afterEach(() => incident.end());

test("what leaves the program in the run that revokes its own token stays in the state where it was alive, and the next credentials end it", async () => {
  const { stack, isAlive, text, datadog } = incident;
  const withOwnToken = { DD_API_KEY: "", DD_APP_KEY: "", DD_BEARER_TOKEN: text(ownId) };
  await stack.program(
    `new Revocation("lent", { tokenId: "${lent}", revokeOn: "delete" });`,
    `new Revocation("proven", { tokenId: "${proven}" });`,
  );
  expect(await stack.up()).toMatchObject({ exitCode: 0 });

  await stack.program(`new Batch("own", { tokenIds: ["${ownId}", "${listed}"] });`);
  const preview = await stack.preview(withOwnToken);
  expect(preview.printed).toContain("not even what this run removes at its end.");
  const run = await stack.up(withOwnToken);
  expect(run.exitCode).not.toBe(0);
  expect(run.printed).toContain("set DD_BEARER_TOKEN to another one before the next pulumi command.");
  expect(run.printed).toMatch(
    new RegExp(`Failed to revoke personal access token "${lent}" on datadoghq\\.com: 40[13]`),
  );
  expect(isAlive(ownId, listed, lent)).toEqual([false, false, true]);
  const left = await stack.records();
  expect(left).toMatchObject({
    [ownId]: { status: "revoked", verifiedAt: expect.any(String) as string },
    [listed]: { status: "revoked", verifiedAt: expect.any(String) as string },
    [lent]: { status: "armed" },
  });

  datadog.ledger.clear();
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(isAlive(lent)).toEqual([false]);
  expect(Object.keys(await stack.records()).sort()).toEqual([listed, ownId].sort());
});
