import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { startSimulator, type Simulator } from "datadog-token-simulator";
import { CliStack } from "../support/engine/cli-stack";
import { createPulumiEnvironment, type PulumiEnvironment } from "../support/engine/pulumi-environment";
import { pnpmBuilds, pnpmIn } from "./package-managers";
import { packedPackage } from "./packed-package";

jest.setTimeout(10 * 60 * 1000);

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

/** A workspace: a team's library, which alone has the package, and a project that knows the library. */
async function layWorkspace(folder: string, tokenId: string): Promise<void> {
  const library = {
    name: "@acme/security",
    version: "1.0.0",
    main: "index.js",
    dependencies: {
      "pulumi-datadog-token-revocation": `file:${packedPackage()}`,
      "@pulumi/pulumi": "3.270.0",
    },
  };
  const project = {
    name: "revocations",
    private: true,
    main: "index.js",
    dependencies: { "@acme/security": "workspace:*", "@pulumi/pulumi": "3.270.0" },
  };
  const files = {
    "package.json": JSON.stringify({ name: "acme", private: true }),
    "pnpm-workspace.yaml": `packages: [libraries/*, revocations]\n${pnpmBuilds}`,
    "libraries/security/package.json": JSON.stringify(library),
    "libraries/security/index.js": `const { PersonalAccessTokenRevocation } = require("pulumi-datadog-token-revocation");
exports.revoke = (name, tokenId) => new PersonalAccessTokenRevocation(name, { tokenId });
`,
    "revocations/package.json": JSON.stringify(project),
    "revocations/index.js": `require("@acme/security").revoke("leak", "${tokenId}");\n`,
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

test("in a workspace of pnpm, behind a team's library, one line says to make the package a direct dependency, and then it revokes", async () => {
  const { tokenId } = datadog.tokens.create();
  const environment = { DD_API_URL: datadog.url, DD_BEARER_TOKEN: "a-bearer-token" };
  const stack = await CliStack.create(pulumi, environment, "revocations");
  // The packages of the checkout: here it has its own.
  await rm(join(stack.folder, "node_modules"), { recursive: true });
  await layWorkspace(pulumi.folder, tokenId);
  await pnpmIn(pulumi.folder, "install");

  const { exitCode, printed } = await stack.up();
  expect({ exitCode, printed }).toMatchObject({ exitCode: 1 });
  expect(printed).toContain(
    "pulumi-datadog-token-revocation is not found from there. Make it a direct dependency",
  );
  expect(printed).not.toContain("    at ");

  await pnpmIn(stack.folder, "add", packedPackage());
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(datadog.tokens.isAlive(tokenId)).toBe(false);
});
