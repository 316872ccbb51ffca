import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { LocalWorkspace, type OutputMap, type Stack } from "@pulumi/pulumi/automation";
import { startSimulator, type Simulator } from "datadog-token-simulator";
import { createPulumiEnvironment, type PulumiEnvironment } from "../support/engine/pulumi-environment";
import { packageManagers, type PackageManager } from "./package-managers";
import { packedPackage, repackAs } from "./packed-package";
import { writeUnrelatedProject } from "./unrelated-project";

const limitMs = 10 * 60 * 1000;
const nextVersion = "99.0.0";
jest.setTimeout(limitMs);

let pulumi: PulumiEnvironment;
let datadog: Simulator;

beforeAll(async () => {
  pulumi = await createPulumiEnvironment();
  datadog = await startSimulator();
});

afterAll(async () => {
  await datadog.close();
  await pulumi.remove();
});

/** An unrelated project with the package installed, whose one token its stack has revoked. */
interface Consumer {
  workDir: string;
  stack: Stack;
  tokenId: string;
  outputs: OutputMap;
}

const consumers = new Map<PackageManager, Promise<Consumer>>();

/** One for each package manager, for all tests. */
function consumerOf(packageManager: PackageManager): Promise<Consumer> {
  const consumer = consumers.get(packageManager) ?? makeConsumer(packageManager);
  consumers.set(packageManager, consumer);
  return consumer;
}

async function makeConsumer({ name, install }: PackageManager): Promise<Consumer> {
  const stackName = name.replace(" ", "-").toLowerCase();
  const workDir = join(pulumi.folder, stackName);
  await writeUnrelatedProject(workDir);
  await install(packedPackage(), workDir);
  const { tokenId } = datadog.tokens.create();
  const envVars = {
    ...pulumi.variables,
    DD_API_URL: datadog.url,
    DD_API_KEY: "some-api-key",
    DD_APP_KEY: "some-app-key",
  };
  // The first time the program's types are checked against those of the package.
  const checked = { ...envVars, PULUMI_NODEJS_TRANSPILE_ONLY: "false" };
  const stack = await LocalWorkspace.createStack({ stackName, workDir }, { envVars: checked });
  await stack.setConfig("tokenId", { value: tokenId });
  const { outputs } = await stack.up();
  stack.workspace.envVars = envVars;
  return { workDir, stack, tokenId, outputs };
}

const deletes = (tokenId: string) => datadog.ledger.count({ method: "DELETE", tokenId });

test.each(packageManagers)(
  "installed with $name in an unrelated project, the packed package revokes a token",
  async (packageManager) => {
    const { workDir, stack, tokenId, outputs } = await consumerOf(packageManager);

    expect(existsSync(join(workDir, "node_modules", "axios"))).toBe(packageManager.hoists);
    expect(outputs["status"]?.value).toBe("revoked");
    expect(datadog.tokens.isAlive(tokenId)).toBe(false);
    expect(deletes(tokenId)).toBe(1);
    await stack.preview({ expectNoChanges: true });
    const command = join(workDir, "node_modules", ".bin", "datadog-token-id");
    const leaked = datadog.tokens.create();
    expect(execFileSync(command, { input: leaked.text, encoding: "utf8" })).toBe(`${leaked.tokenId}\n`);
  },
);

test("bumping the package's version makes no diff in a preview", async () => {
  const [npm] = packageManagers;
  if (npm === undefined) {
    throw new Error("There is no package manager.");
  }
  const { workDir, stack, tokenId } = await consumerOf(npm);
  const next = join(pulumi.folder, "next");
  await mkdir(next);

  await npm.install(await repackAs(nextVersion, packedPackage(), next), workDir);

  expect(await installedVersion(workDir)).toBe(nextVersion);
  const preview = await stack.preview({ expectNoChanges: true });
  expect(preview.changeSummary).toEqual({ same: 2 });
  expect(deletes(tokenId)).toBe(1);
});

test.each(packageManagers)("what was installed with $name ends its stack", async (packageManager) => {
  const { stack } = await consumerOf(packageManager);
  await stack.destroy();
  expect(datadog.ledger.violations()).toEqual([]);
});

async function installedVersion(projectFolder: string): Promise<unknown> {
  const manifest = join(projectFolder, "node_modules", "pulumi-datadog-token-revocation", "package.json");
  return (JSON.parse(await readFile(manifest, "utf8")) as { version: unknown }).version;
}
