import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keys, startIncident, tokenId, type Incident } from "../support/engine/incident";
import { policyPack, runGuarded, type PolicyPack } from "../support/policies/policy-pack";

jest.setTimeout(180_000);

let incident: Incident;
let pack: PolicyPack;

beforeAll(async () => {
  incident = await startIncident();
  pack = await policyPack(incident.pulumi.folder);
});
afterAll(() => incident.end());

const program = `
import { PersonalAccessTokenRevocation } from "pulumi-datadog-token-revocation";

new PersonalAccessTokenRevocation("leaked", { tokenId: "${tokenId}", account: "any", reason: "printed in a CI log", ticket: "SEC-1" });
`;

test("a host that the environment allows, and an account on another site, are refused by policy", async () => {
  const stack = await incident.stackOf("quickstart", {
    config: { "datadog:apiUrl": { value: "https://datadog.example.org" } },
  });
  await writeFile(join(stack.workDir, "index.ts"), program);
  const { isPassed, printed } = await runGuarded(pack, ["preview"], {
    workDir: stack.workDir,
    environment: {
      ...incident.pulumi.variables,
      ...keys,
      DD_ALLOWED_API_HOSTS: "datadog.example.org",
      DD_DESCRIBE: "false",
      DD_ACCOUNTS: "us",
      DD_US_SITE: "us5.datadoghq.com",
      DD_US_API_URL: incident.datadog.url,
    },
    config: { "site-allow-list": { sites: ["datadoghq.eu"] } },
  });
  expect(isPassed).toBe(false);
  expect(printed).toContain(
    "datadog:apiUrl sends the credentials to datadog.example.org, which is neither api.<site> nor loopback.",
  );
  expect(printed).toContain(
    "leaked: its token is for any account, so also for us on us5.datadoghq.com, and allowed are: datadoghq.eu.",
  );
  expect(incident.datadog.ledger.entries({ method: "DELETE" })).toEqual([]);
});
