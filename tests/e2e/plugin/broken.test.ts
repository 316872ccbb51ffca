import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keys, tokenId } from "../../support/engine/incident";
import { pluginName } from "../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../support/plugin/plugin-incident";
import { oneRevocation } from "../../support/plugin/yaml-program";

jest.setTimeout(180_000);

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident();
});
afterEach(() => incident.end());

/** Ends the process at the moment at which the engine makes a call. */
const killedAt = (call: string): string => `
const http2 = require("node:http2");
const { createServer } = http2;
http2.createServer = (...args) =>
  createServer(...args).prependListener("stream", (_, headers) => {
    if (headers[":path"].endsWith("/${call}")) process.kill(process.pid, "SIGKILL");
  });
`;

test.each(["Configure", "Check", "Create"])(
  "a plugin that is killed in %s fails the run, and leaves nothing in the way of the next one",
  async (call) => {
    const stack = await incident.yamlStack(oneRevocation());
    const hook = join(incident.pulumi.folder, "kill.cjs");
    await writeFile(hook, killedAt(call));
    const killed = await stack.pulumi(["up", "--yes", "--skip-preview", "--non-interactive"], {
      NODE_OPTIONS: `--require ${hook}`,
    });
    expect(killed.exitCode).not.toBe(0);
    expect(incident.deletes()).toBe(0);
    expect(await stack.pendingOperations()).toBe(0);

    expect((await stack.up()).exitCode).toBe(0);
    expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
  },
);

const broken: [name: string, value: string][] = [
  ["concurrency", "many"],
  ["maxRevocations", "1.5"],
  ["describe", "perhaps"],
  ["requestTimeoutSeconds", "0"],
  ["selfRevocation", "never"],
  ["site", "datadoghq.example"],
  ["apiUrl", "http://user:that-must-not-leak@example.org"],
  ["accounts", '{"eu": {"bearerToken": "that-must-not-leak"'],
  ["accounts", '{"eu": {"site": "datadoghq.eu", "bearer": "that-must-not-leak"}}'],
  ["protectedTokens", "[1"],
];

test.each(broken)(
  "a %s that is %s in the stack's configuration is named, and not shown, and nothing is sent",
  async (name, value) => {
    const stack = await incident.yamlStack(oneRevocation(), {
      ...keys,
      PATH: incident.environment.PATH,
      // Nothing leaves this machine, should one of them be taken.
      HTTPS_PROXY: "http://127.0.0.1:1",
    });
    await stack.pulumi(["config", "set", "--secret", `${pluginName}:${name}`, value]);
    const { exitCode, printed } = await stack.up();
    expect(exitCode).not.toBe(0);
    expect(printed).toContain(`${pluginName}:${name}`);
    expect(printed).not.toContain("that-must-not-leak");
    expect(printed).not.toMatch(/\n\s+at /);
    expect(incident.datadog.ledger.entries()).toEqual([]);
  },
);
