import { keys, otherTokenId, tokenId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(180_000);

const ownerId = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const readOnly = { DD_API_KEY: "the-reader-s-api-key", DD_APP_KEY: "the-reader-s-app-key" };

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident({
    credentials: [
      { apiKey: keys.DD_API_KEY, appKey: keys.DD_APP_KEY },
      { apiKey: readOnly.DD_API_KEY, appKey: readOnly.DD_APP_KEY, permissions: { revoke: "none" } },
    ],
    tokens: [
      {
        tokenId,
        name: "deploy",
        ownerId,
        scopes: ["metrics_read", "org_management"],
        createdAt: "2026-02-01T00:00:00Z",
        lastUsedAt: "2026-03-01T00:00:00Z",
      },
      { tokenId: otherTokenId, name: "never mind" },
    ],
  });
  await incident.stack.list([`tokens: [${tokenId}, ${otherTokenId}]`]);
  await incident.stack.program('new List("list", { file: "revocations.yaml" });');
});
afterEach(() => incident.end());

const described = new RegExp(
  `${tokenId} on datadoghq.com: new, to be revoked; "deploy" of ${ownerId}; scopes org_management, metrics_read; created 2026-02-01.*, last used \\d+ days ago`,
);

test("with credentials that may only read, a preview shows what would lose access, and sends no DELETE", async () => {
  const { stack, datadog } = incident;
  const preview = await stack.preview(readOnly);
  expect(preview).toMatchObject({ exitCode: 0 });
  expect(preview.printed).toMatch(described);
  expect(preview.printed).toContain(`${otherTokenId} on datadoghq.com: new, to be revoked; "never mind"`);
  expect(datadog.ledger.entries({ method: "DELETE" })).toEqual([]);
});

test("without credentials a preview says what it could not look up", async () => {
  const preview = await incident.stack.preview({ DD_API_KEY: "", DD_APP_KEY: "" });
  expect(preview).toMatchObject({ exitCode: 0 });
  expect(preview.printed).toContain("could not be looked up: there are no credentials here");
  expect(incident.datadog.ledger.entries()).toEqual([]);
});

test("a Datadog that does not answer delays a preview by seconds, and fails nothing", async () => {
  const { stack, datadog } = incident;
  datadog.faults.latency({ method: "GET" }, 60_000);
  const preview = await stack.preview();
  expect(preview).toMatchObject({ exitCode: 0 });
  expect(preview.printed).toContain("could not be looked up");
});

test("the reading of the check is the evidence of the create: nothing is asked twice", async () => {
  const { stack, datadog } = incident;
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  const requests = datadog.ledger
    .entries()
    .filter(({ path }) => path.startsWith("/api/v2/personal_access_tokens"));
  const firstDelete = requests.findIndex(({ method }) => method === "DELETE");
  expect(requests.slice(0, firstDelete).map(({ method }) => method)).toEqual(["GET"]);
  expect(await stack.outputs("list")).toMatchObject({
    tokenEvidence: { [tokenId]: { name: "deploy", ownerId } },
  });
});

test("datadog:describe false asks nothing", async () => {
  const { stack, datadog } = incident;
  const preview = await stack.preview({ DD_DESCRIBE: "false" });
  expect(preview.printed).toContain(`${tokenId} on datadoghq.com: new, to be revoked`);
  expect(preview.printed).not.toMatch(described);
  expect(datadog.ledger.entries()).toEqual([]);
});
