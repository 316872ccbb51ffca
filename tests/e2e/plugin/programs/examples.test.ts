import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fenced, outputIn } from "../../../support/documents/shown-outputs";
import { keys, tokenId } from "../../../support/engine/incident";
import { languageExample } from "../../../support/plugin/language-example";
import { startPluginIncident, type PluginIncident } from "../../../support/plugin/plugin-incident";

jest.setTimeout(600_000);

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident();
});
afterEach(() => incident.end());

test.each([
  ["yaml", 3],
  ["python", 2],
  ["go", 2],
] as const)(
  "%s: preview, up, no changes, refresh, destroy, and no secret anywhere",
  async (language, resources) => {
    const stack = await languageExample(language, incident);
    expect(await stack.preview()).toMatchObject({ exitCode: 0, changes: { create: resources } });
    expect(incident.deletes()).toBe(0);

    const up = await stack.up();
    expect(up).toMatchObject({ exitCode: 0, changes: { create: resources } });
    expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
    incident.datadog.ledger.clear();
    expect((await stack.up()).changes).toEqual({ same: resources });
    expect(incident.datadog.ledger.entries()).toEqual([]);
    expect((await stack.refresh()).changes).toEqual({ same: resources });
    expect(await stack.destroy()).toMatchObject({ exitCode: 0, changes: { delete: resources } });

    const everything = await stack.everything();
    for (const secret of Object.values(keys)) {
      expect(everything.includes(secret)).toBe(false);
    }
    const readme = await readFile(join(stack.folder, "README.md"), "utf8");
    expect(outputIn(readme)).toEqual(outputIn(fenced(up.printed)));
  },
);
