import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tokenId } from "../support/engine/incident";
import { pluginName, pluginType } from "../support/plugin/plugin";
import { startPluginIncident } from "../support/plugin/plugin-incident";
import { startGuardedIncident } from "../support/policies/guarded-incident";
import { policyPack } from "../support/policies/policy-pack";

jest.setTimeout(180_000);

const config = { "site-allow-list": { sites: ["datadoghq.eu"] } };
const ticketed = { account: "any", reason: "printed in a CI log", ticket: "SEC-1" };

test("a host that the environment allows, and an account on another site, are refused by policy", async () => {
  const incident = await startGuardedIncident();
  try {
    const stack = await incident.stackOf("quickstart", {
      config: { "datadog:apiUrl": { value: "https://datadog.example.org" } },
    });
    const program = `
import { PersonalAccessTokenRevocation } from "pulumi-datadog-token-revocation";

new PersonalAccessTokenRevocation("leaked", { tokenId: "${tokenId}", ...${JSON.stringify(ticketed)} });
`;
    await writeFile(join(stack.workDir, "index.ts"), program);
    const environment = {
      DD_API_URL: "",
      DD_ALLOWED_API_HOSTS: "datadog.example.org",
      DD_DESCRIBE: "false",
    };
    const { isPassed, printed } = await incident.guarded(stack, ["preview"], { config, environment });
    expect(isPassed).toBe(false);
    expect(printed).toContain(
      "datadog:apiUrl sends the credentials to datadog.example.org, which is neither api.<site> nor loopback.",
    );
    expect(printed).toContain(
      "leaked: its token is for any account, so also for us on us5.datadoghq.com, and allowed are: datadoghq.eu.",
    );
    expect(incident.datadog.ledger.entries({ method: "DELETE" })).toEqual([]);
  } finally {
    await incident.end();
  }
});

test("of a provider that a program makes, its own address and its own accounts are looked at, and no others", async () => {
  const incident = await startPluginIncident();
  try {
    const { folder, path } = await policyPack(incident.pulumi.folder);
    const properties = {
      apiUrl: "https://datadog.example.org",
      site: "datadoghq.eu",
      accounts: { us: { site: "us5.datadoghq.com", bearerToken: "not asked with" } },
    };
    const stack = await incident.yamlStack({
      resources: {
        own: { type: `pulumi:providers:${pluginName}`, properties },
        leaked: {
          type: pluginType("PersonalAccessTokenRevocation"),
          properties: { tokenId, ...ticketed },
          options: { provider: "${own}" },
        },
      },
    });
    await stack.write({ "policy-config.json": JSON.stringify(config) });
    const guarded = ["--policy-pack", folder, "--policy-pack-config", "policy-config.json"];
    const { exitCode, printed } = await stack.pulumi(
      ["preview", ...guarded, "--non-interactive", "--color=never"],
      {
        PATH: path,
        DD_ALLOWED_API_HOSTS: "datadog.example.org",
        DD_DESCRIBE: "false",
        DD_ACCOUNTS: "elsewhere",
        DD_ELSEWHERE_SITE: "ddog-gov.com",
      },
    );
    expect(exitCode).not.toBe(0);
    expect(printed).toContain("own: datadog:apiUrl sends the credentials to datadog.example.org");
    expect(printed).toContain("so also for us on us5.datadoghq.com, and allowed are: datadoghq.eu.");
    expect(printed).not.toContain("elsewhere");
    expect(incident.datadog.ledger.entries()).toEqual([]);
  } finally {
    await incident.end();
  }
});
