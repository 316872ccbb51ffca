import { otherTokenId, tokenId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";
import { startAccounts } from "../../support/engine/started-accounts";

jest.setTimeout(180_000);

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident();
});
afterEach(() => incident.end());

test("an account that never answers takes nothing from what a preview tells of the others' tokens, and fails nothing", async () => {
  const { organisations, environment } = await startAccounts(incident, { prod: "has it" });
  organisations.eu.tokens.create({ tokenId: otherTokenId, name: "deploy" });
  organisations.gov.faults.latency({}, 60_000);
  const { stack } = incident;
  await stack.list([`{tokenId: ${tokenId}, account: any}`, `{tokenId: ${otherTokenId}, account: eu}`]);
  await stack.program('new List("list", { file: "revocations.yaml" });');

  const preview = await stack.preview({ ...environment, DD_RETRY_DEADLINE_SECONDS: "300" });
  expect(preview).toMatchObject({ exitCode: 0 });
  expect(preview.printed).toContain(`${tokenId} on datadoghq.com (account prod): new, to be revoked;`);
  expect(preview.printed).toContain(
    `${otherTokenId} on datadoghq.eu (account eu): new, to be revoked; "deploy"`,
  );
  expect(preview.printed).not.toContain("could not be looked up");
  expect(Object.values(organisations).flatMap(({ ledger }) => ledger.entries({ method: "DELETE" }))).toEqual(
    [],
  );
});
