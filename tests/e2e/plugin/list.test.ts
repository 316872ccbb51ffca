import { join } from "node:path";
import {
  countedRecords,
  countedRecordVariable,
  keptRecordVariable,
} from "../../../provider/schema/counted-record";
import { recordedRevocations } from "../../../provider/schema/recorded-revocations";
import { otherTokenId, tokenId } from "../../support/engine/incident";
import { pluginType } from "../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../support/plugin/plugin-incident";
import type { YamlProgram } from "../../support/plugin/yaml-program";

jest.setTimeout(180_000);

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident();
});
afterEach(() => incident.end());

const list = (properties: Record<string, unknown>): YamlProgram => ({
  resources: { revocations: { type: pluginType("RevocationList"), properties } },
});

const entries = (...lines: string[]): string =>
  ["revocations:", ...lines.map((line) => `  - ${line}`), ""].join("\n");

test.each([
  ["text", { text: { "fn::readFile": "./revocations.yaml" } }],
  ["file", { file: "revocations.yaml" }],
])("a list that is given by its %s is one resource, with a record of each token", async (_, properties) => {
  const stack = await incident.yamlStack(list(properties));
  await stack.write({
    "revocations.yaml": entries(`tokenId: ${tokenId}\n    ticket: SEC-1`, `tokenId: ${otherTokenId}`),
  });
  const { exitCode, changes } = await stack.up();
  expect({ exitCode, changes }).toEqual({ exitCode: 0, changes: { create: 2 } });
  expect([incident.datadog.tokens.isAlive(tokenId), incident.datadog.tokens.isAlive(otherTokenId)]).toEqual([
    false,
    false,
  ]);
  incident.datadog.ledger.clear();
  expect((await stack.up()).changes).toEqual({ same: 2 });
  expect(incident.datadog.ledger.entries()).toEqual([]);

  await stack.write({
    "revocations.yaml": entries(`tokenId: ${otherTokenId}`, `tokenId: ${tokenId}\n    ticket: SEC-1`),
  });
  expect((await stack.up()).changes).toEqual({ same: 2 });
});

test("a report that the list names is read where it lies on the disk", async () => {
  const stack = await incident.yamlStack(list({ file: "revocations.yaml" }));
  const text = incident.datadog.tokens.get(tokenId)?.text ?? "";
  await stack.write({
    "revocations.yaml": entries("reports: reports/*.json\n    ticket: SEC-2"),
    "reports/gitleaks.json": JSON.stringify([{ RuleID: "datadog", Secret: text, File: "ci.log" }]),
  });
  expect((await stack.up()).exitCode).toBe(0);
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
  expect((await stack.everything()).includes(text.slice(-36))).toBe(false);
});

test("a list whose record has changed since the limit of a day was counted revokes nothing, and one that has not goes on", async () => {
  const file = "revocations.yaml";
  const stack = await incident.yamlStack(list({ file }));
  await stack.write({ [file]: entries(`tokenId: ${tokenId}`) });
  expect((await stack.up()).exitCode).toBe(0);
  await stack.write({ [file]: entries(`tokenId: ${tokenId}`, `tokenId: ${otherTokenId}`) });
  const upCounted = async (state: Record<string, unknown> = {}) =>
    stack.pulumi(["up", "--yes", "--skip-preview", "--non-interactive", "--color=never"], {
      [countedRecordVariable]: countedRecords([state], file),
    });

  const changed = await upCounted({});
  expect(changed.exitCode).not.toBe(0);
  expect(changed.printed).toContain("has changed since it was counted for the limit of a day");
  expect(incident.datadog.tokens.isAlive(otherTokenId)).toBe(true);

  const recorded = (await stack.resource("revocations"))?.outputs;
  expect((await upCounted(recorded)).exitCode).toBe(0);
  expect(incident.datadog.tokens.isAlive(otherTokenId)).toBe(false);
});

test("what another run has revoked stays on record where a run is told to keep it, and the list does not name it", async () => {
  const file = "revocations.yaml";
  const stack = await incident.yamlStack(list({ file }));
  await stack.write({ [file]: entries(`tokenId: ${tokenId}`) });
  expect((await stack.up()).exitCode).toBe(0);
  await stack.write({ [file]: entries(`tokenId: ${otherTokenId}`) });
  const args = ["up", "--yes", "--skip-preview", "--non-interactive", "--color=never"];
  expect((await stack.pulumi(args, { [keptRecordVariable]: file })).exitCode).toBe(0);
  const outputs = (await stack.resource("revocations"))?.outputs ?? {};
  const records = recordedRevocations({ type: pluginType("RevocationList"), props: outputs });
  expect(records.map((record) => record.tokenId).sort()).toEqual([tokenId, otherTokenId].sort());
});

test("a wrong entry is told with file, line and column, and nothing is revoked", async () => {
  const stack = await incident.yamlStack(list({ file: "revocations.yaml" }));
  await stack.write({ "revocations.yaml": entries(`tokenId: ${tokenId}`, "tokenId: nonsense") });
  const { exitCode, printed } = await stack.up();
  expect(exitCode).not.toBe(0);
  expect(printed).toContain("revocations.yaml:3");
  expect(incident.deletes()).toBe(0);
});

test("130,000 tokens in one list reach the provider", async () => {
  const many = Array.from(
    { length: 130_000 },
    (_, index) => `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`,
  );
  const stack = await incident.yamlStack(list({ file: join(incident.pulumi.folder, "many.yaml") }), {
    ...incident.environment,
    DD_DESCRIBE: "false",
  });
  await stack.write({ "../many.yaml": `revocations:\n${many.map((id) => `- tokenId: ${id}\n`).join("")}` });
  const { exitCode, printed } = await stack.preview();
  expect(printed).not.toContain("larger than max");
  expect(exitCode).toBe(0);
});
