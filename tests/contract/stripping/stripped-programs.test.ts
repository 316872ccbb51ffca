import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkoutFolder, copyExample } from "../../support/engine/example-copy";

// Each program is loaded by a process of its own, with Pulumi's SDK.
jest.setTimeout(120_000);

/** Stands in for the engine, and prints the type and the name of each resource that a program declares. */
const engine = `
const { runtime } = require("@pulumi/pulumi");
const declare = ({ type, name, id, inputs }) => {
  console.log(type.split(":").at(-1) + " " + name);
  return { id: id || name, state: inputs };
};
runtime.setMocks({ newResource: declare, call: ({ inputs }) => inputs }, "project", "test", false);
`;

let folder: string;
beforeAll(async () => (folder = await realpath(await mkdtemp(join(tmpdir(), "stripped-")))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a program as the language host does for `typescript: false`: by Node.js, without a compiler. */
async function runByNode(
  example: string,
  config: Record<string, string>,
): Promise<{ declares: string[]; warned: string }> {
  const copy = await copyExample(example, folder);
  for (const name of ["datadog", "pulumiservice"]) {
    await symlink(
      join(checkoutFolder, "node_modules/@pulumi", name),
      join(copy, "node_modules/@pulumi", name),
      "junction",
    );
  }
  await mkdir(join(copy, "engine"));
  await writeFile(join(copy, "engine/engine.cjs"), engine);
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ["--require", "./engine/engine.cjs", "index.ts"],
    { cwd: copy, env: { ...process.env, PULUMI_CONFIG: JSON.stringify(config) } },
  );
  return { declares: stdout.trim().split("\n"), warned: stderr };
}

// The other examples run with the real engine in tests/e2e/type-stripping.test.ts.
test.each<[example: string, config: Record<string, string>, declares: string[]]>([
  [
    "with-datadog-provider",
    { "project:serviceAccountId": "an-account" },
    ["ServiceAccessToken ci-metrics", "PersonalAccessTokenRevocation leaked-in-ci"],
  ],
  ["gitops/repository", {}, ["RevocationList revocations"]],
  [
    "gitops/pulumi-deployments",
    { "project:organization": "acme", "project:repository": "acme/revocations" },
    ["DeploymentSettings revocations", "DriftSchedule still-revoked"],
  ],
])(
  "Node.js runs %s by stripping its types, and has nothing to say of them",
  async (example, config, declares) => {
    expect(await runByNode(example, config)).toEqual({ declares, warned: "" });
  },
);
