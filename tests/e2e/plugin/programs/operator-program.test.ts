import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { checkoutFolder } from "../../../support/engine/example-copy";
import { tokenId } from "../../../support/engine/incident";
import { startPluginIncident, type PluginIncident } from "../../../support/plugin/plugin-incident";
import type { YamlProgram } from "../../../support/plugin/yaml-program";

jest.setTimeout(180_000);

const file = join(checkoutFolder, "examples/gitops/kubernetes-operator/program.yaml");
const [object] = parseAllDocuments(readFileSync(file, "utf8")).map(
  (document) => document.toJS() as { program?: YamlProgram },
);

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident();
});
afterEach(() => incident.end());

test("the Program for the Kubernetes operator, as the YAML program that the operator makes of it, revokes its list", async () => {
  const stack = await incident.yamlStack(object?.program ?? {});
  expect(await stack.up()).toMatchObject({ exitCode: 0, changes: { create: 2 } });
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
  expect((await stack.up("--refresh")).changes).toEqual({ same: 2 });
});
