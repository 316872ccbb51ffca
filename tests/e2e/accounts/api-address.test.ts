import { otherTokenId, tokenId } from "../../support/engine/incident";
import {
  adminCredentials,
  startRecordIncident,
  type RecordIncident,
} from "../../support/engine/record-incident";
import { DatadogNetwork } from "../../support/locate/datadog-network";

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

test.each([
  ["a single revocation", `new Revocation("leak", { tokenId: "${tokenId}" });`],
  ["a batch", `new Batch("leak", { tokenIds: ["${tokenId}"] });`],
])("of %s an address that ends in the API's own path is Datadog's all the same", async (_, program) => {
  const { stack, datadog } = incident;
  datadog.tokens.create({ tokenId });
  await stack.program(program);
  for (const path of ["/api", "/api/v2/"]) {
    expect(await stack.preview({ DD_API_URL: `${datadog.url}${path}` })).toMatchObject({ exitCode: 0 });
  }
  expect(await stack.up({ DD_API_URL: `${datadog.url}/api/v2` })).toMatchObject({ exitCode: 0 });
  expect(await stack.records()).toMatchObject({ [tokenId]: { status: "revoked" } });
  expect(datadog.tokens.isAlive(tokenId)).toBe(false);
});

test("an address with a wrong path proves nothing: neither an update, nor a refresh, nor a look for drift passes", async () => {
  const { stack, datadog } = incident;
  datadog.tokens.create({ tokenId });
  const wrong = { DD_API_URL: `${datadog.url}/v2` };
  const proof = () => stack.gitops(["proof", "leak.txt"]);
  await stack.write("leak.txt", `ddpat_${datadog.tokens.get(tokenId)?.alias ?? ""}\n`);
  await stack.program(`new Revocation("leak", { tokenId: "${tokenId}" });`);
  const failed = await stack.up(wrong);
  expect(failed.printed).toContain("DD_API_URL: it has a path");
  expect([failed.exitCode === 0, datadog.tokens.isAlive(tokenId)]).toEqual([false, true]);
  expect((await proof()).printed).toContain("not in the stack's record");

  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect((await proof()).printed).toContain("✓");
  await stack.age(3600);
  datadog.tokens.revive(tokenId);
  expect((await stack.refresh(wrong)).exitCode).not.toBe(0);
  const drift = await stack.gitops(["drift"], wrong);
  expect(drift.exitCode).toBe(1);
  expect((await stack.gitops(["drift"])).exitCode).toBe(3);
});

test("two entries on two sites are each asked on their own, and refused beside an address of one of them", async () => {
  const { stack, datadog, pulumi } = incident;
  const us = await incident.anotherDatadog({
    credentials: adminCredentials,
    tokens: [{ tokenId: otherTokenId }],
  });
  datadog.tokens.create({ tokenId });
  const network = await DatadogNetwork.start(pulumi.folder, { "datadoghq.com": us, "datadoghq.eu": datadog });
  try {
    const environment = { ...network.environment, DD_API_URL: "" };
    await stack.list([
      `{tokenId: ${tokenId}, site: datadoghq.eu}`,
      `{tokenId: ${otherTokenId}, site: datadoghq.com}`,
    ]);
    await stack.program('new List("list", { file: "revocations.yaml" });');
    await stack.pulumi(["config", "set", "datadog:apiUrl", "https://api.datadoghq.com/"]);
    const refused = await stack.up(environment);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.printed).toContain(
      "datadog:apiUrl: it names Datadog's site datadoghq.com, and the request is for datadoghq.eu",
    );
    expect(network.asked).toEqual([]);

    await stack.pulumi(["config", "rm", "datadog:apiUrl"]);
    expect(await stack.up(environment)).toMatchObject({ exitCode: 0 });
    expect(await stack.records()).toMatchObject({
      [tokenId]: { status: "revoked", site: "datadoghq.eu", organization: datadog.organization },
      [otherTokenId]: { status: "revoked", site: "datadoghq.com", organization: us.organization },
    });
  } finally {
    await network.close();
  }
});
