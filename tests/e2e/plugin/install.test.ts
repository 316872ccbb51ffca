import { createServer, type Server } from "node:http";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { packPackage } from "../../package/packed-package";
import { tokenId } from "../../support/engine/incident";
import { runCommand } from "../../support/plugin/command";
import { pluginCommand, pluginFolder, pluginName } from "../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../support/plugin/plugin-incident";
import { installPlugin, makeArchives, pluginVersion, releaseArchives } from "../../support/plugin/release";
import { oneRevocation, yamlProject } from "../../support/plugin/yaml-program";

jest.setTimeout(300_000);

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident();
});
afterEach(() => incident.end());

const fromPath = `using ${pluginCommand} from $PATH`;

/** Runs a program that does not say where the plugin is. */
async function revokeWith(
  environment: Readonly<Record<string, string>> = {},
  options?: Record<string, unknown>,
): Promise<string> {
  const stack = await incident.yamlStack({}, { ...incident.environment, ...environment });
  await stack.write({ "Pulumi.yaml": yamlProject(oneRevocation(options), { plugins: {} }) });
  const { exitCode, printed } = await stack.up();
  expect({ exitCode, printed }).toMatchObject({ exitCode: 0 });
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
  return printed;
}

test("without the plugin the CLI says that it is missing", async () => {
  const stack = await incident.yamlStack({}, incident.environment);
  await stack.write({ "Pulumi.yaml": yamlProject(oneRevocation(), { plugins: {} }) });
  const { exitCode, printed } = await stack.up();
  expect(exitCode).not.toBe(0);
  expect(printed).toContain(pluginName);
});

test("the command of the packed npm package, on PATH", async () => {
  const folder = await mkdtemp(join(tmpdir(), "packed-plugin-"));
  try {
    const archive = await packPackage(folder);
    const npm = ["install", "--global", "--prefix", folder, "--legacy-peer-deps", "--no-audit", "--no-fund"];
    await runCommand("npm", [...npm, archive], { cwd: folder });
    const bin = join(folder, "bin");
    const printed = await revokeWith({ PATH: [bin, incident.environment.PATH].join(delimiter) });
    expect(printed).toContain(fromPath);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("a folder that Pulumi.yaml names", async () => {
  const stack = await incident.yamlStack(oneRevocation());
  const { exitCode, printed } = await stack.up();
  expect(exitCode).toBe(0);
  expect(printed).not.toContain(fromPath);
});

test("an archive of the release, installed from its file", async () => {
  await installPlugin(incident.pulumi);
  const listed = await runCommand("pulumi", ["plugin", "ls", "--json"], {
    environment: incident.pulumi.variables,
  });
  expect(JSON.parse(listed)).toMatchObject([{ name: pluginName, version: await pluginVersion() }]);
  expect(await revokeWith()).not.toContain(fromPath);
});

test("an installed plugin tells its schema by its name, from which package add makes an SDK", async () => {
  await installPlugin(incident.pulumi);
  const schema = await runCommand("pulumi", ["package", "get-schema", pluginName], {
    environment: incident.pulumi.variables,
  });
  expect(JSON.parse(schema)).toMatchObject({ name: pluginName, version: await pluginVersion() });
});

test("every system and architecture gets an archive, the same bytes each time", async () => {
  const archivesOf = async (name: string): Promise<Map<string, string>> => {
    const folder = join(incident.pulumi.folder, name);
    await makeArchives(folder);
    const files = await readdir(folder);
    return new Map(
      await Promise.all(
        files.map(async (file) => [file, await readFile(join(folder, file), "base64")] as const),
      ),
    );
  };
  const archives = await archivesOf("one");
  const version = await pluginVersion();
  expect([...archives.keys()].sort()).toEqual([
    `datadog-token-gitops-v${version}.tar.gz`,
    ...["darwin-amd64", "darwin-arm64", "linux-amd64", "linux-arm64", "windows-amd64", "windows-arm64"].map(
      (machine) => `${pluginCommand}-v${version}-${machine}.tar.gz`,
    ),
  ]);
  expect(await archivesOf("another")).toEqual(archives);
});

test("beside each file that holds others' code, an archive has the notices of their licences", async () => {
  const folder = await releaseArchives();
  for (const archive of await readdir(folder)) {
    const names = (await runCommand("tar", ["-tzf", join(folder, archive)])).trim().split("\n");
    const bundles = names.filter((name) => name.endsWith(".cjs"));
    expect(bundles).not.toEqual([]);
    expect(names).toEqual(expect.arrayContaining(bundles.map((name) => join(dirname(name), "NOTICES"))));
  }
});

describe("from a server", () => {
  let server: Server;
  let asked: string[];
  let url: string;

  beforeEach(async () => {
    const folder = await releaseArchives();
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      readFile(join(folder, (request.url ?? "").split("/").at(-1) ?? "")).then(
        (archive) => response.end(archive),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  test("the plugin is downloaded by the name that a resource's options give", async () => {
    await revokeWith(
      { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "" },
      { pluginDownloadURL: url, version: await pluginVersion() },
    );
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain(`${pluginCommand}-v${await pluginVersion()}-`);
  });

  test("an override stands in for the address of the release page", async () => {
    await revokeWith(
      {
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "",
        PULUMI_PLUGIN_DOWNLOAD_URL_OVERRIDES: `^github://=${url}`,
      },
      { pluginDownloadURL: "github://api.github.com/acme/revocations", version: await pluginVersion() },
    );
    expect(asked).toHaveLength(1);
  });

  test("pulumi plugin install takes it from a server, too", async () => {
    const args = ["plugin", "install", "resource", pluginName, await pluginVersion(), "--server", url];
    await runCommand("pulumi", args, { environment: incident.pulumi.variables });
    expect(await revokeWith()).not.toContain(fromPath);
  });
});

test("pulumi package add of a local path writes the SDK's place, as far as the YAML host goes", async () => {
  const stack = await incident.yamlStack({});
  await stack.write({ "Pulumi.yaml": yamlProject({}, { plugins: {} }) });
  const { printed } = await stack.pulumi(["package", "add", join(pluginFolder, pluginCommand)]);
  expect(printed).toContain("Link");
});
