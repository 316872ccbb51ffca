import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { startSimulator, type Simulator } from "datadog-token-simulator";
import { createPulumiEnvironment, type PulumiEnvironment } from "../support/pulumi-environment";
import { packageManagers } from "./package-managers";
import { packPackage, repackAs } from "./packed-package";
import { writeUnrelatedProject } from "./unrelated-project";

const installLimitMs = 10 * 60 * 1000;
const nextVersion = "99.0.0";

let pulumi: PulumiEnvironment;
let datadog: Simulator;

beforeAll(async () => {
  pulumi = await createPulumiEnvironment();
  datadog = await startSimulator({ tokens: 1 });
});

afterAll(async () => {
  await datadog.close();
  await pulumi.remove();
}, installLimitMs);

test(
  "bumping the package's version makes no diff in a preview",
  async () => {
    const [npm] = packageManagers;
    const [token] = datadog.tokens.list();
    if (npm === undefined || token === undefined) {
      throw new Error("There is no package manager, or no token.");
    }
    const workDir = join(pulumi.folder, "project");
    const [current, next] = [join(pulumi.folder, "current"), join(pulumi.folder, "next")];
    for (const folder of [current, next]) {
      await mkdir(folder);
    }
    await writeUnrelatedProject(workDir);
    const archive = await packPackage(current);
    await npm.install(archive, workDir);
    const { pulumiCommand } = pulumi;
    const envVars = {
      ...pulumi.variables,
      DD_API_URL: datadog.url,
      DD_API_KEY: "some-api-key",
      DD_APP_KEY: "some-app-key",
    };
    const stack = await LocalWorkspace.createStack(
      { stackName: "bump", workDir },
      { envVars, pulumiCommand },
    );
    await stack.setConfig("tokenId", { value: token.tokenId });
    await stack.up();

    await npm.install(await repackAs(nextVersion, archive, next), workDir);

    expect(await installedVersion(workDir)).toBe(nextVersion);
    const preview = await stack.preview({ expectNoChanges: true });
    expect(preview.changeSummary).toEqual({ same: 2 });
    expect(datadog.ledger.count({ method: "DELETE" })).toBe(1);
  },
  installLimitMs,
);

async function installedVersion(projectFolder: string): Promise<unknown> {
  const manifest = join(projectFolder, "node_modules", "pulumi-datadog-token-revocation", "package.json");
  return (JSON.parse(await readFile(manifest, "utf8")) as { version: unknown }).version;
}
