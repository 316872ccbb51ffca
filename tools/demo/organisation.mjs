const byId = "ci-deploy";
const byText = "support-bot";
const revokedBefore = "old-laptop";

/** Nobody's credentials: they open the simulator that is started with them, and nothing else. */
export const credentials = { apiKey: "demo-api-key", appKey: "demo-application-key" };

/** Ten tokens of a made-up organisation, and the names of the three that leaked. */
export const startingTokens = {
  /** Its id is known. */
  byId,
  /** Its text is known. */
  byText,
  /** Somebody has revoked it already. */
  revokedBefore,
  all: [
    { name: byId, scopes: ["dashboards_write", "monitors_write"] },
    { name: byText, scopes: ["monitors_read"] },
    { name: revokedBefore, revoked: true },
    { name: "terraform-prod", scopes: ["dashboards_write", "monitors_write", "slos_write"] },
    { name: "grafana-import" },
    { name: "nightly-report" },
    { name: "oncall-cli" },
    { name: "cost-export", scopes: ["usage_read"] },
    { name: "synthetics-runner", scopes: ["synthetics_write"] },
    { name: "status-page" },
  ],
};
