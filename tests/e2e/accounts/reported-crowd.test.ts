import { tokenId as ownId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(180_000);

const idsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => `f0000000-0000-4000-8000-0000000000${10 + index}`);
const serviceId = "00000000-0000-4000-8000-000000000001";

let incident: RecordIncident;
afterEach(() => incident.end());

test("of reports with sixty tokens, the run's own first, a service account's among them and a clean one beside them, all are dead after one run", async () => {
  const people = [ownId, ...idsOf(58)];
  incident = await startRecordIncident({
    tokens: [
      ...people.map((tokenId) => ({ tokenId })),
      { tokenId: serviceId, type: "service_access_tokens", ownerId: "3ad549bf-eba0-11e9-a77a-0705486660d0" },
    ],
  });
  const { stack, text, datadog } = incident;
  const findings = [...people, serviceId].map((id) => ({
    RuleID: "datadog",
    Secret: text(id),
    File: "a.ts",
  }));
  await stack.write("report-of-app-one.json", JSON.stringify(findings));
  await stack.write("report-of-app-two.json", "[]");
  await stack.list(["{reports: report-of-*.json, ticket: SEC-1}"]);
  await stack.program('new List("list", { file: "revocations.yaml" });');
  const run = await stack.up({ DD_API_KEY: "", DD_APP_KEY: "", DD_BEARER_TOKEN: text(ownId) });
  expect(run).toMatchObject({ exitCode: 0 });
  expect(run.printed).toContain("report-of-app-two.json");
  expect(incident.isAlive(...people, serviceId)).toEqual([...people, serviceId].map(() => false));
  const deletes = datadog.ledger.entries({ method: "DELETE" }).map(({ tokenId }) => tokenId);
  expect(deletes.at(-1)).toBe(ownId);
  for (const record of Object.values(await stack.records())) {
    expect(record).toMatchObject({ status: "revoked", verifiedAt: expect.any(String) as string });
  }
});
