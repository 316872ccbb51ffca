import { tokenId } from "../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../support/engine/record-incident";

jest.setTimeout(180_000);

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident();
});
afterEach(() => incident.end());

test.each([
  {
    wrong: "an address in the stack that is somebody's own",
    config: "https://datadog.example.org",
    program: `{ tokenId: "${tokenId}" }`,
    says: "datadog:apiUrl: from the stack's configuration only api.<site> and loopback are accepted",
  },
  {
    wrong: "an address of another site of Datadog's than the entry's",
    config: "https://api.datadoghq.com",
    program: `{ tokenId: "${tokenId}", site: "datadoghq.eu" }`,
    says: "datadog:apiUrl: it names Datadog's site datadoghq.com, and the request is for datadoghq.eu",
  },
  {
    wrong: "an address with a path of its own",
    config: "http://127.0.0.1:9/v2",
    program: `{ tokenId: "${tokenId}" }`,
    says: "datadog:apiUrl: it has a path",
  },
])("$wrong is refused in the preview, before anything is sent", async ({ config, program, says }) => {
  const { stack, datadog } = incident;
  await stack.program(`new Revocation("leak", ${program});`);
  await stack.pulumi(["config", "set", "datadog:apiUrl", config]);
  const run = await stack.preview({ DD_API_URL: "" });
  expect(run.exitCode).not.toBe(0);
  expect(run.printed).toContain(says);
  expect(datadog.ledger.entries()).toEqual([]);
});

test.each(["/api", "/api/v2", "/api/v2/"])(
  "an address that ends in %s is Datadog's own all the same",
  async (path) => {
    const { stack, datadog } = incident;
    datadog.tokens.create({ tokenId });
    await stack.program(`new Revocation("leak", { tokenId: "${tokenId}" });`);
    expect(await stack.up({ DD_API_URL: `${datadog.url}${path}` })).toMatchObject({ exitCode: 0 });
    expect(await stack.outputs("leak")).toMatchObject({ status: "revoked" });
    expect(datadog.tokens.isAlive(tokenId)).toBe(false);
  },
);
