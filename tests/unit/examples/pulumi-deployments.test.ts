import type * as pulumi from "@pulumi/pulumi";

/** Runs the program with Pulumi's mocks in place of the engine and of the provider, whose plugin can't be had here. */
async function runExample(config: Record<string, string>): Promise<Record<string, Record<string, unknown>>> {
  jest.resetModules();
  const { runtime } = require("@pulumi/pulumi") as typeof pulumi;
  const registered: Record<string, Record<string, unknown>> = {};
  await runtime.setMocks(
    {
      newResource: ({ type, inputs }) => {
        registered[type] = inputs as Record<string, unknown>;
        return { id: "an-id", state: inputs as object };
      },
      call: () => ({}),
    },
    "revocation-deployments",
    "deployments",
  );
  for (const [key, value] of Object.entries(config)) {
    runtime.setConfig(`revocation-deployments:${key}`, value);
  }
  const example =
    require("../../../examples/gitops/pulumi-deployments") as typeof import("../../../examples/gitops/pulumi-deployments");
  await Promise.all(
    [example.settings, example.drift].map(({ urn }) => new Promise((resolve) => urn.apply(resolve))),
  );
  return registered;
}

const ofStack = { organization: "acme", project: "datadog-token-revocation", stack: "prod" };

test("pull requests are previewed, merges deployed, and drift is mended every hour", async () => {
  const registered = await runExample({ organization: "acme", repository: "acme/revocations" });
  expect(registered["pulumiservice:index:DeploymentSettings"]).toMatchObject({
    ...ofStack,
    sourceContext: { git: { branch: "main" } },
    vcs: {
      provider: "github",
      repository: "acme/revocations",
      previewPullRequests: true,
      deployCommits: true,
      paths: expect.arrayContaining(["revocations.yaml", "Pulumi.prod.yaml"]) as string[],
    },
    operationContext: { preRunCommands: ["npm ci"] },
  });
  expect(registered["pulumiservice:index:DriftSchedule"]).toMatchObject({
    ...ofStack,
    scheduleCron: "17 * * * *",
    autoRemediate: true,
  });
});

test("stack, schedule and whether drift is mended are the configuration's", async () => {
  const registered = await runExample({
    organization: "acme",
    repository: "acme/revocations",
    stack: "emea",
    cron: "0 * * * *",
    mendDrift: "false",
  });
  expect(registered["pulumiservice:index:DriftSchedule"]).toMatchObject({
    stack: "emea",
    scheduleCron: "0 * * * *",
    autoRemediate: false,
  });
});
