import { tokenId as ownId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(180_000);

const [beside = "", later = ""] = Array.from(
  { length: 2 },
  (_, index) => `00000000-0000-4000-8000-00000000000${index}`,
);

let incident: RecordIncident;

/** The settings of a run that works with the token that it is told to revoke. */
const withOwnToken = () => ({ DD_API_KEY: "", DD_APP_KEY: "", DD_BEARER_TOKEN: incident.text(ownId) });

beforeEach(async () => {
  incident = await startRecordIncident({ tokens: [ownId, beside, later].map((tokenId) => ({ tokenId })) });
  await incident.stack.program(
    `const first = new Batch("first", { tokenIds: ["${ownId}", "${beside}"] }); ` +
      `new Batch("second", { tokenIds: ["${later}"] }, { dependsOn: first });`,
  );
});
afterEach(() => incident.end());

test("a preview refuses a batch with the run's own token on which another batch waits", async () => {
  const preview = await incident.stack.preview(withOwnToken());
  expect(preview).toMatchObject({ exitCode: 1 });
  expect(preview.printed).toContain("one list or batch");
  expect(incident.datadog.ledger.entries({ method: "DELETE" })).toEqual([]);
});

test("without a preview what waits for the run's own token fails aloud, lives, and is revoked by the next credentials", async () => {
  const { stack } = incident;
  const run = await stack.up(withOwnToken());
  expect(run).toMatchObject({ exitCode: 1 });
  expect(run.printed).toContain("other credentials");
  expect(incident.isAlive(ownId, beside, later)).toEqual([false, false, true]);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(incident.isAlive(later)).toEqual([false]);
});

test("where the settings refuse a run's own token, nothing that waits for it is half done", async () => {
  const { stack, datadog } = incident;
  const run = await stack.up({ ...withOwnToken(), DD_SELF_REVOCATION: "refuse" });
  expect(run).toMatchObject({ exitCode: 1 });
  expect(datadog.ledger.entries({ method: "DELETE" })).toEqual([]);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(incident.isAlive(ownId, beside, later)).toEqual([false, false, false]);
});
