import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(180_000);

const serviceAccountId = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const byId = "7767e407-9c67-4ede-902e-c4b1f3782352";
const byText = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const personal = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const serviceTokens = [byId, byText].map((tokenId) => ({
  tokenId,
  type: "service_access_tokens" as const,
  ownerId: serviceAccountId,
}));
const time = expect.any(String) as string;
const proven = { kind: "service", serviceAccountId, status: "revoked", verifiedAt: time };

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident({ tokens: [...serviceTokens, { tokenId: personal }] });
});
afterEach(() => incident.end());

test("a service account's token is revoked by its id and by its text, stays so, and is drift if it comes back", async () => {
  const { datadog, stack, text, isAlive } = incident;
  await stack.write("leak.txt", text(byText));
  await stack.program(
    'const token = require("node:fs").readFileSync("leak.txt", "utf8");',
    'new ServiceRevocation("by-text", { token, reason: `found ${token}` });',
    `new ServiceRevocation("by-id", { tokenId: "${byId.toUpperCase()}", serviceAccountId: "${serviceAccountId}" });`,
  );
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(isAlive(byId, byText, personal)).toEqual([false, false, true]);
  expect(await stack.records()).toMatchObject({ [byId]: proven, [byText]: proven });

  datadog.ledger.clear();
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(datadog.ledger.entries()).toEqual([]);
  expect((await stack.refresh()).exitCode).toBe(0);

  datadog.tokens.revive(byId);
  await stack.age(61);
  const drift = await stack.refresh();
  expect(drift.printed).toContain(
    `Service access token "${byId}" on datadoghq.com is alive although its revocation`,
  );
  expect((await stack.up()).exitCode).toBe(0);
  expect(isAlive(byId)).toEqual([false]);

  datadog.ledger.clear();
  expect((await stack.destroy()).exitCode).toBe(0);
  expect(
    datadog.ledger
      .entries({ method: "DELETE" })
      .map(({ path }) => path)
      .sort(),
  ).toEqual(
    [byId, byText].map((id) => `/api/v2/service_accounts/${serviceAccountId}/access_tokens/${id}`).sort(),
  );
});

test("the wrong resource is told the right one: by the text before anything is sent, by the id from the list", async () => {
  const { datadog, stack, text, isAlive, deletes } = incident;
  await stack.write("leak.txt", text(byText));
  await stack.program(
    'const token = require("node:fs").readFileSync("leak.txt", "utf8");',
    'new Revocation("by-text", { token });',
  );
  const byItsText = await stack.up();
  expect(byItsText.exitCode).not.toBe(0);
  expect(byItsText.printed).toContain("declare it as ServiceAccessTokenRevocation");
  expect(datadog.ledger.entries()).toEqual([]);

  await stack.program(
    `new Revocation("by-id", { tokenId: "${byId}" });`,
    `new ServiceRevocation("a-persons", { tokenId: "${personal}", serviceAccountId: "${serviceAccountId}" });`,
    `new Batch("batch", { tokenIds: ["${byText}"] });`,
  );
  // One failure of three must not keep the engine from the others.
  const byTheirIds = await stack.up({}, "--continue-on-error");
  expect(byTheirIds.exitCode).not.toBe(0);
  for (const words of [
    `Failed to revoke personal access token "${byId}" on datadoghq.com: Datadog says that this is a service access token of service account "${serviceAccountId}"`,
    `Failed to revoke personal access token "${byText}" on datadoghq.com: Datadog says that this is a service access token`,
    `Failed to revoke service access token "${personal}" on datadoghq.com: Datadog says that this is a personal access token`,
  ]) {
    expect(byTheirIds.printed).toContain(words);
  }
  expect(isAlive(byId, byText, personal)).toEqual([true, true, true]);
  expect(datadog.ledger.count({ status: 204 })).toBe(0);
  expect(deletes().length).toBeGreaterThan(0);
});

test("a list takes both kinds, by public portion, by id, and from a report, and each is asked for where it is", async () => {
  const { datadog, stack, text, isAlive } = incident;
  const inReport = datadog.tokens.create({
    ...serviceTokens[0],
    tokenId: "6ada9c44-0b7f-4e35-826b-ccecd6d358d5",
  });
  await stack.write("ci.log", `DD_TOKEN=${text(inReport.tokenId)}\nother=${text(personal)}\n`);
  const { publicPortion = "" } = datadog.tokens.get(byText) ?? {};
  await stack.list([
    `{token: ${publicPortion}, ticket: SEC-1}`,
    `{tokenId: ${byId}, kind: service}`,
    "{reports: ci.log}",
  ]);
  await stack.program('new List("list", { file: "revocations.yaml" });');
  const preview = await stack.preview();
  expect(preview.printed).toContain(`${byId} (service access token) on datadoghq.com: new, to be revoked`);
  expect(datadog.ledger.entries({ method: "DELETE" })).toEqual([]);

  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(isAlive(byId, byText, inReport.tokenId, personal)).toEqual([false, false, false, false]);
  const records = await stack.records();
  expect(records).toMatchObject({ [byId]: proven, [byText]: proven, [inReport.tokenId]: proven });
  expect(records[personal]).not.toHaveProperty("kind");

  datadog.ledger.clear();
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(datadog.ledger.entries()).toEqual([]);
});

test("without the list the account has to be named, and with it named the list is not needed", async () => {
  await incident.end();
  incident = await startRecordIncident({ tokens: serviceTokens, permissions: { read: "none" } });
  const { datadog, stack, isAlive } = incident;
  await stack.program(`new ServiceRevocation("by-id", { tokenId: "${byId}" });`);
  const refused = await stack.up();
  expect(refused.exitCode).not.toBe(0);
  expect(refused.printed).toContain(
    `Failed to revoke service access token "${byId}" on datadoghq.com: its service account is not known`,
  );
  expect(refused.printed).toContain("Name the account as serviceAccountId.");
  expect(isAlive(byId)).toEqual([true]);
  await stack.program(
    `new ServiceRevocation("by-id", { tokenId: "${byId}", serviceAccountId: "${serviceAccountId}" });`,
  );
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(isAlive(byId)).toEqual([false]);
  expect((await stack.records())[byId]).toMatchObject(proven);
  expect(datadog.ledger.violations()).toEqual([]);
});
