import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { checkoutFolder } from "../../support/engine/example-copy";

const script = join(checkoutFolder, "dist/plugin/pulumi-resource-datadog-token-revocation");

let home: string;
let plugin: ChildProcess | undefined;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "plugin-start-"));
});
afterEach(async () => {
  if (plugin?.exitCode === null) {
    plugin.kill("SIGKILL");
    await once(plugin, "exit");
  }
  rmSync(home, { recursive: true });
});

/** Starts the plugin until it tells its port. */
async function start(settings: Record<string, string>): Promise<string> {
  const { NODE_COMPILE_CACHE: _, NODE_DISABLE_COMPILE_CACHE: __, ...environment } = process.env;
  plugin = spawn(script, [], { env: { ...environment, ...settings }, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(plugin.stdout ?? plugin, "data")) as [Buffer];
  return String(line);
}

const kept = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).sort();

test("the plugin leaves its compiled bundle in Pulumi's home, where the next start finds it", async () => {
  expect(await start({ PULUMI_HOME: home })).toMatch(/^\d+\n$/);
  // Node.js writes it under another name first.
  while (!kept(home).some((path) => /\/[0-9a-f]+$/.test(path))) {
    await sleep(20);
  }
  expect(kept(home)).toEqual([
    "datadog-token-revocation-compiled",
    expect.stringMatching(/^datadog-token-revocation-compiled\/v\d+\.[^/]+$/),
    expect.stringMatching(/^datadog-token-revocation-compiled\/v\d+\.[^/]+\/[0-9a-f]+$/),
  ]);
});

test.each([
  ["a home that is none", { PULUMI_HOME: "/dev/null/nowhere" }],
  ["no home at all", { PULUMI_HOME: "", HOME: "" }],
  ["the cache turned off", { NODE_DISABLE_COMPILE_CACHE: "1" }],
])("the plugin starts with %s", async (_, settings) => {
  expect(await start({ PULUMI_HOME: home, ...settings })).toMatch(/^\d+\n$/);
});
