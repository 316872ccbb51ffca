/** Nobody's credentials: they open the simulator that is started with them, and nothing else. */
export const credentials = { apiKey: "demo-api-key", appKey: "demo-application-key" };

/** Three tokens of a made-up organisation that leaked, each in another way. */
export const leaked = {
  /** Committed, and taken out again: only history has it. */
  inHistory: { name: "ci-deploy", tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840" },
  /** Stands in a file. */
  inFile: { name: "support-bot", tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" },
  /** Pasted into a chat: no scanner sees it. */
  inChat: { name: "old-laptop", tokenId: "6ada9c44-0b7f-4e35-826b-ccecd6d358d5" },
};

/** Ten tokens, with the three that leaked. */
export const startingTokens = [
  { ...leaked.inHistory, scopes: ["dashboards_write", "monitors_write"] },
  { ...leaked.inFile, scopes: ["monitors_read"] },
  leaked.inChat,
  { name: "terraform-prod", scopes: ["dashboards_write", "monitors_write", "slos_write"] },
  { name: "grafana-import" },
  { name: "nightly-report" },
  { name: "oncall-cli" },
  { name: "cost-export", scopes: ["usage_read"] },
  { name: "synthetics-runner", scopes: ["synthetics_write"] },
  { name: "status-page" },
];
