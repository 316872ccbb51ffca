import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { startSimulator, type Simulator } from "datadog-token-simulator";
import { createPulumiEnvironment, type PulumiEnvironment } from "../support/pulumi-environment";
import { packageManagers } from "./package-managers";
import { packPackage } from "./packed-package";
import { writeUnrelatedProject } from "./unrelated-project";

const installLimitMs = 10 * 60 * 1000;

let pulumi: PulumiEnvironment;
let datadog: Simulator;
let archive: string;

beforeAll(async () => {
  pulumi = await createPulumiEnvironment();
  datadog = await startSimulator();
  const archives = join(pulumi.folder, "archives");
  await mkdir(archives);
  archive = await packPackage(archives);
}, installLimitMs);

afterAll(async () => {
  await datadog.close();
  await pulumi.remove();
}, installLimitMs);

test.each(packageManagers)(
  "installed with $name in an unrelated project, the packed package revokes a token",
  async (packageManager) => {
    const { name, hoists } = packageManager;
    const stackName = name.replace(" ", "-").toLowerCase();
    const workDir = join(pulumi.folder, stackName);
    await writeUnrelatedProject(workDir);
    await packageManager.install(archive, workDir);
    expect(existsSync(join(workDir, "node_modules", "axios"))).toBe(hoists);
    const { tokenId } = datadog.tokens.create();
    const { pulumiCommand } = pulumi;
    const envVars = {
      ...pulumi.variables,
      DD_API_URL: datadog.url,
      DD_API_KEY: "some-api-key",
      DD_APP_KEY: "some-app-key",
    };
    const stack = await LocalWorkspace.createStack({ stackName, workDir }, { envVars, pulumiCommand });
    await stack.setConfig("tokenId", { value: tokenId });

    const { outputs } = await stack.up();

    expect(outputs["status"]?.value).toBe("revoked");
    expect(datadog.tokens.isAlive(tokenId)).toBe(false);
    expect(datadog.ledger.count({ method: "DELETE", tokenId })).toBe(1);
    await stack.preview({ expectNoChanges: true });
    const command = join(workDir, "node_modules", ".bin", "datadog-token-id");
    const leaked = datadog.tokens.create();
    expect(execFileSync(command, { input: leaked.text, encoding: "utf8" })).toBe(`${leaked.tokenId}\n`);
    await stack.destroy();
    expect(datadog.ledger.violations()).toEqual([]);
  },
  installLimitMs,
);
