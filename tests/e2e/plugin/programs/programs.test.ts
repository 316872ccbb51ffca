import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Simulator } from "datadog-token-simulator";
import { checkoutFolder } from "../../../support/engine/example-copy";
import { keys, otherTokenId, tokenId } from "../../../support/engine/incident";
import {
  euBearerToken,
  euTokenId,
  startEuropeanOrganization,
} from "../../../support/plugin/european-organization";
import { languageExample } from "../../../support/plugin/language-example";
import { pluginType } from "../../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../../support/plugin/plugin-incident";

jest.setTimeout(300_000);

let incident: PluginIncident;
let eu: Simulator;

beforeEach(async () => {
  incident = await startPluginIncident();
  eu = await startEuropeanOrganization();
});
afterEach(async () => {
  await eu.close();
  await incident.end();
});

const programs = [
  ["python", "__main__.py", "two-organizations.py"],
  ["go", "main.go", "two-organizations.go.txt"],
] as const;

test.each(programs)(
  "%s: two explicit providers, a list, secrets, time-outs, a function, and an import",
  async (language, file, fixture) => {
    const leaked = incident.datadog.tokens.get(tokenId)?.text ?? "";
    const stack = await languageExample(language, incident, {
      US_API_KEY: keys.DD_API_KEY,
      US_APP_KEY: keys.DD_APP_KEY,
      US_URL: incident.datadog.url,
      EU_BEARER_TOKEN: euBearerToken,
      EU_URL: eu.url,
      LEAKED: leaked,
    });
    await stack.write({
      [file]: await readFile(join(checkoutFolder, "tests", "fixtures", "plugin", fixture), "utf8"),
      "revocations.yaml": `revocations:\n  - tokenId: ${euTokenId}\n    ticket: SEC-1\n`,
    });

    expect(await stack.preview("--diff")).toMatchObject({ exitCode: 0, changes: { create: 5 } });
    expect(eu.tokens.isAlive(euTokenId)).toBe(true);
    const up = await stack.up();
    expect(up).toMatchObject({ exitCode: 0, changes: { create: 5 } });
    expect(up.printed).toContain(`tokenId: "${tokenId}"`);
    expect([incident.datadog.tokens.isAlive(tokenId), eu.tokens.isAlive(euTokenId)]).toEqual([false, false]);
    expect((await stack.resource("by-text"))?.outputs).toMatchObject({ tokenId, site: "datadoghq.com" });
    expect((await stack.up()).changes).toEqual({ same: 5 });
    expect((await stack.refresh()).changes).toEqual({ same: 5 });

    incident.datadog.tokens.revoke(otherTokenId);
    const type = pluginType("PersonalAccessTokenRevocation");
    expect((await stack.import(type, "adopted", otherTokenId, "--generate-code=false")).exitCode).toBe(0);
    expect((await stack.resource("adopted"))?.outputs).toMatchObject({ status: "alreadyRevoked" });
    expect((await stack.pulumi(["state", "unprotect", "--all", "--yes"])).exitCode).toBe(0);
    expect((await stack.destroy()).exitCode).toBe(0);

    const everything = await stack.everything();
    for (const secret of [...Object.values(keys), euBearerToken, leaked.slice(-36), "Umbrella"]) {
      expect(everything.includes(secret)).toBe(false);
    }
    expect(eu.ledger.violations()).toEqual([]);
  },
);
