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
import { startPluginIncident, type PluginIncident } from "../../../support/plugin/plugin-incident";

jest.setTimeout(300_000);

const leakedTokenId = "6ada9c44-0b7f-4e35-826b-ccecd6d358d5";

let incident: PluginIncident;
let eu: Simulator;

beforeEach(async () => {
  incident = await startPluginIncident({
    tokens: [tokenId, otherTokenId, leakedTokenId].map((id) => ({ tokenId: id, name: "Umbrella" })),
  });
  eu = await startEuropeanOrganization({
    tokens: [
      { tokenId: euTokenId, name: "EU metrics" },
      { tokenId: "0a0a0a0a-51f5-4e34-9c80-6a2f52a3b8aa", name: "what stays" },
    ],
  });
});
afterEach(async () => {
  await eu.close();
  await incident.end();
});

const programs = [
  ["Python", "python", "__main__.py", "outputs-and-components.py"],
  ["Go", "go", "main.go", "outputs-and-components.go.txt"],
] as const;

test.each(programs)(
  "%s: what is known only at the up is asked for and revoked then, and a component's provider is its children's",
  async (_, language, file, fixture) => {
    const leaked = incident.datadog.tokens.get(leakedTokenId)?.text ?? "";
    const stack = await languageExample(language, incident, {
      EU_BEARER_TOKEN: euBearerToken,
      EU_URL: eu.url,
      KNOWN: tokenId,
      LATER: otherTokenId,
      EU: euTokenId,
      LEAKED: leaked,
    });
    const program = await readFile(join(checkoutFolder, "tests", "fixtures", "plugin", fixture), "utf8");
    await stack.write({ [file]: program });

    const preview = await stack.preview("--diff", "--save-plan=plan.json");
    expect([preview.exitCode, preview.printed]).toEqual([0, expect.not.stringMatching(/rror/)]);
    expect([incident.deletes(), eu.ledger.count({ method: "DELETE" })]).toEqual([0, 0]);

    const up = await stack.up("--diff", "--plan=plan.json");
    expect([up.exitCode, up.printed]).toEqual([0, expect.stringContaining("what stays")]);
    const revoked = [tokenId, otherTokenId, leakedTokenId].filter(
      (id) => !incident.datadog.tokens.isAlive(id),
    );
    expect(revoked).toEqual([tokenId, otherTokenId, leakedTokenId]);
    expect(eu.tokens.isAlive(euTokenId)).toBe(false);
    expect((await stack.resource("incident-token"))?.outputs).toMatchObject({ site: "datadoghq.eu" });
    expect((await stack.resource("later"))?.outputs).toMatchObject({ tokenId: otherTokenId });

    incident.datadog.ledger.clear();
    expect((await stack.up()).changes).toEqual({ same: 7 });
    expect(incident.datadog.ledger.entries()).toEqual([]);
    expect((await stack.refresh()).changes).toEqual({ same: 7 });
    expect((await stack.resource("known"))?.outputs?.["evidence"]).toHaveProperty("ciphertext");
    expect((await stack.destroy()).exitCode).toBe(0);

    const everything = await stack.everything();
    for (const secret of [...Object.values(keys), euBearerToken, leaked.slice(-36)]) {
      expect(everything.includes(secret)).toBe(false);
    }
    expect(eu.ledger.violations()).toEqual([]);
  },
);
