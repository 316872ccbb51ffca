import * as pulumi from "@pulumi/pulumi";
import { DeploymentSettings, DriftSchedule } from "@pulumi/pulumiservice";

const config = new pulumi.Config();
const stack = {
  organization: config.require("organization"),
  project: "datadog-token-revocation",
  stack: config.get("stack") ?? "prod",
};

/** A pull request is previewed, a merge to main revokes; runs of a stack wait for each other. */
export const settings = new DeploymentSettings("revocations", {
  ...stack,
  sourceContext: { git: { branch: "main" } },
  vcs: {
    provider: "github",
    repository: config.require("repository"),
    previewPullRequests: true,
    deployCommits: true,
    // The stack's settings are among them: a merge that raises the cap has to revoke what the cap held back.
    paths: [
      "revocations.yaml",
      `Pulumi.${stack.stack}.yaml`,
      "index.ts",
      "package.json",
      "package-lock.json",
    ],
  },
  operationContext: {
    // Pulumi's own access token is there; Datadog's credentials come from the ESC environment of the stack's settings.
    preRunCommands: ["npm ci"],
    options: { skipInstallDependencies: true, skipIntermediateDeployments: false },
  },
});

/** Every hour: what came back to life is revoked again, or only reported. */
export const drift = new DriftSchedule(
  "still-revoked",
  {
    ...stack,
    scheduleCron: config.get("cron") ?? "17 * * * *",
    autoRemediate: config.getBoolean("mendDrift") ?? true,
  },
  { dependsOn: settings },
);
