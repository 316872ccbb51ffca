import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { otherTokenId, tokenId } from "../../support/engine/incident";
import { runCommand } from "../../support/plugin/command";
import { pluginFolder, pluginName, pluginType } from "../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../support/plugin/plugin-incident";
import { installPlugin, pluginVersion } from "../../support/plugin/release";
import { oneRevocation, yamlProject } from "../../support/plugin/yaml-program";

jest.setTimeout(180_000);

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident();
});
afterEach(() => incident.end());

const single = pluginType("PersonalAccessTokenRevocation");
const nextVersion = "99.0.0";

/** Installs what a later release would be: the same plugin, which tells another version. */
async function installNextVersion(): Promise<void> {
  const folder = join(incident.pulumi.folder, "next");
  await cp(pluginFolder, folder, { recursive: true });
  const bundle = join(folder, "plugin.cjs");
  const text = await readFile(bundle, "utf8");
  await writeFile(bundle, text.replaceAll(`"${await pluginVersion()}"`, `"${nextVersion}"`));
  const args = ["plugin", "install", "resource", pluginName, nextVersion, "--file", folder];
  await runCommand("pulumi", args, { environment: incident.pulumi.variables });
}

test("two versions serve one stack beside each other, and a resource moves to the later one without a request", async () => {
  await installPlugin(incident.pulumi);
  await installNextVersion();
  const program = (version: string) =>
    yamlProject(
      {
        resources: {
          old: { type: single, properties: { tokenId }, options: { version } },
          new: { type: single, properties: { tokenId: otherTokenId }, options: { version: nextVersion } },
        },
      },
      { plugins: {} },
    );
  const stack = await incident.yamlStack({});
  await stack.write({ "Pulumi.yaml": program(await pluginVersion()) });
  const up = await stack.up();
  expect(up).toMatchObject({ exitCode: 0 });
  const providers = (await stack.resources()).filter(({ type }) => type.startsWith("pulumi:providers:"));
  expect(providers.map(({ urn }) => urn.split("::").at(-1)).sort()).toEqual(
    [await pluginVersion(), nextVersion].map((version) => `default_${version.replaceAll(".", "_")}`).sort(),
  );

  incident.datadog.ledger.clear();
  await stack.write({ "Pulumi.yaml": program(nextVersion) });
  expect((await stack.up()).changes).toEqual({ same: 3 });
  expect(incident.datadog.ledger.entries()).toEqual([]);
  expect((await stack.destroy()).exitCode).toBe(0);
});

test("a resource that says where the plugin is downloaded, and not which version, has the environment's credentials", async () => {
  const stack = await incident.yamlStack(
    oneRevocation({ pluginDownloadURL: "github://api.github.com/acme/revocations" }),
  );
  const { exitCode, printed } = await stack.up();
  expect({ exitCode, printed }).toMatchObject({ exitCode: 0 });
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
});
