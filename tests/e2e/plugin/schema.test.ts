import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPulumiEnvironment, type PulumiEnvironment } from "../../support/engine/pulumi-environment";
import { generateSdk } from "../../../bench/running/language-sdk";
import { runCommand } from "../../support/plugin/command";
import { pluginType } from "../../support/plugin/plugin";
import { pluginSchema } from "../../support/plugin/plugin-schema";
import { pluginVersion } from "../../support/plugin/release";

jest.setTimeout(180_000);

let pulumi: PulumiEnvironment;
let folder: string;

beforeAll(async () => {
  pulumi = await createPulumiEnvironment();
  folder = await mkdtemp(join(tmpdir(), "plugin-schema-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await pulumi.remove();
});

const check = async (name: string, schema: unknown): Promise<string> => {
  const file = join(folder, `${name}.json`);
  await writeFile(file, JSON.stringify(schema));
  return runCommand("sdk-generator", ["check", file]);
};

test("the schema is valid by Pulumi's own rules, without a warning, and of the package's version", async () => {
  const schema = JSON.parse(await pluginSchema(pulumi.variables)) as Record<string, unknown>;
  await expect(check("schema", schema)).resolves.toBe("");
  expect(schema["version"]).toBe(await pluginVersion());
});

test("a schema that is not is refused: what is not known, and what refers to nothing", async () => {
  const schema = JSON.parse(await pluginSchema(pulumi.variables)) as Record<string, object>;
  await expect(check("unknown", { ...schema, tipes: {} })).rejects.toThrow('unknown field "tipes"');
  const resources = {
    "datadog-token-revocation:index:Lost": { properties: { lost: { $ref: "#/types/none" } } },
  };
  await expect(check("lost", { ...schema, resources })).rejects.toThrow("none");
});

test("the generated SDKs name each resource, with the alias of the dynamic one", async () => {
  const schema = await pluginSchema(pulumi.variables);
  await generateSdk("python", join(folder, "python"), schema);
  await generateSdk("go", join(folder, "go"), schema);
  const single = "PersonalAccessTokenRevocation";
  const python = join(
    folder,
    "python",
    "pulumi_datadog_token_revocation",
    "personal_access_token_revocation.py",
  );
  const go = join(folder, "go", "datadogtokenrevocation", "personalAccessTokenRevocation.go");
  for (const file of [python, go]) {
    const source = await readFile(file, "utf8");
    expect(source).toContain(pluginType(single));
    expect(source).toContain(`pulumi-nodejs:dynamic/datadog:${single}`);
  }
});
