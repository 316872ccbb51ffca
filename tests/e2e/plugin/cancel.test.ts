import { setTimeout as sleep } from "node:timers/promises";
import { tokenId } from "../../support/engine/incident";
import { pluginType } from "../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../support/plugin/plugin-incident";

jest.setTimeout(180_000);

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident();
});
afterEach(() => incident.end());

const program = (options?: Record<string, unknown>) => ({
  resources: {
    leaked: {
      type: pluginType("PersonalAccessTokenRevocation"),
      properties: { tokenId },
      ...(options && { options }),
    },
  },
});

test("customTimeouts end a revocation whose answer does not come, and nothing is left pending", async () => {
  incident.datadog.faults.hang({ method: "DELETE" }, Infinity);
  const stack = await incident.yamlStack(program({ customTimeouts: { create: "2s" } }));
  const { exitCode, printed } = await stack.up();
  expect(exitCode).not.toBe(0);
  expect(printed).toContain(tokenId);
  expect(printed).toMatch(/2 s/);
  expect(await stack.pendingOperations()).toBe(0);

  incident.datadog.faults.clear();
  expect((await stack.up()).exitCode).toBe(0);
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
});

test("the first Ctrl-C reaches the request that is under way, and nothing is left pending", async () => {
  incident.datadog.faults.hang({ method: "DELETE" }, Infinity);
  const stack = await incident.yamlStack(program());
  const { child, ended } = stack.start(["up", "--yes", "--skip-preview", "--non-interactive"]);
  while (incident.deletes() === 0 && child.exitCode === null) {
    await sleep(20);
  }
  process.kill(child.pid ?? 0, "SIGINT");
  const { exitCode, printed } = await ended;
  expect(exitCode).not.toBe(0);
  expect(printed).toContain(tokenId);
  expect(await stack.pendingOperations()).toBe(0);

  incident.datadog.faults.clear();
  expect((await stack.up()).exitCode).toBe(0);
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
});
