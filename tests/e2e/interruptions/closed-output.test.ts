import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(180_000);

const tokenId = "00000000-0000-4000-8000-000000000000";

let incident: RecordIncident;
beforeEach(async () => {
  incident = await startRecordIncident({ tokens: [{ tokenId }] });
});
afterEach(() => incident.end());

test.each([
  ["its output", "gitops up --skip-preview 2> errors.txt | head -n 1"],
  ["its output and its errors", "gitops up --skip-preview 2>&1 | head -n 1"],
  ["nothing of either", "gitops up --skip-preview 2>&1 | true"],
])("a run of which somebody reads %s and stops goes on to its end", async (_, line) => {
  const { stack } = incident;
  await stack.program('new List("list", { file: "revocations.yaml" });');
  await stack.list([`tokenId: ${tokenId}`]);
  const { printed } = await stack.shell(line);
  expect(printed).not.toContain("EPIPE");
  expect(incident.isAlive(tokenId)).toEqual([false]);
  expect(await stack.records()).toMatchObject({ [tokenId]: { status: "revoked" } });
  expect((await stack.gitops(["up"])).exitCode).toBe(0);
});
