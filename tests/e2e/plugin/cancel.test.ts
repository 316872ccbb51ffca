import { setTimeout as sleep } from "node:timers/promises";
import { descendantsOf, readProc } from "../../../bench/running/process-tree";
import { tokenId } from "../../support/engine/incident";
import { languageExample } from "../../support/plugin/language-example";
import type { LanguageStack } from "../../support/plugin/language-stack";
import { startPluginIncident, type PluginIncident } from "../../support/plugin/plugin-incident";
import { oneRevocation } from "../../support/plugin/yaml-program";

jest.setTimeout(300_000);

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident();
});
afterEach(() => incident.end());

/** The same program in three languages; in two of them a host of their own stands between the engine and the program. */
const languages: Record<string, (createSeconds?: number) => Promise<LanguageStack>> = {
  YAML: (createSeconds) =>
    incident.yamlStack(
      oneRevocation(
        createSeconds === undefined ? undefined : { customTimeouts: { create: `${createSeconds}s` } },
      ),
    ),
  Python: async (createSeconds) => {
    const stack = await languageExample("python", incident);
    const timeouts = createSeconds === undefined ? "" : `create="${createSeconds}s"`;
    await stack.write({
      "__main__.py": [
        "import pulumi",
        "import pulumi_datadog_token_revocation as datadog",
        `options = pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(${timeouts}))`,
        `datadog.PersonalAccessTokenRevocation("leaked", token_id="${tokenId}", opts=options)`,
      ].join("\n"),
    });
    return stack;
  },
  Go: async (createSeconds) => {
    const stack = await languageExample("go", incident);
    const timeouts = createSeconds === undefined ? "" : `Create: "${createSeconds}s"`;
    await stack.write({
      "main.go": [
        "package main",
        "import (",
        '  datadog "example.com/pulumi-datadog-token-revocation/sdk/go/datadogtokenrevocation"',
        '  "github.com/pulumi/pulumi/sdk/v3/go/pulumi"',
        ")",
        "func main() {",
        "  pulumi.Run(func(ctx *pulumi.Context) error {",
        '    _, err := datadog.NewPersonalAccessTokenRevocation(ctx, "leaked",',
        `      &datadog.PersonalAccessTokenRevocationArgs{TokenId: pulumi.String("${tokenId}")},`,
        `      pulumi.Timeouts(&pulumi.CustomTimeouts{${timeouts}}))`,
        "    return err",
        "  })",
        "}",
      ].join("\n"),
    });
    return stack;
  },
};

describe.each(Object.entries(languages))("in %s", (_, stackWith) => {
  /** Shows that nothing of an interrupted run is in the way of the next one. */
  async function expectNextRunRevokes(stack: LanguageStack): Promise<void> {
    expect(await stack.pendingOperations()).toBe(0);
    incident.datadog.faults.clear();
    expect((await stack.up()).exitCode).toBe(0);
    expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
  }

  test("customTimeouts end a revocation whose answer does not come, and nothing is left pending", async () => {
    incident.datadog.faults.hang({ method: "DELETE" }, Infinity);
    const stack = await stackWith(2);
    const { exitCode, printed } = await stack.up();
    expect(exitCode).not.toBe(0);
    expect(printed).toContain(tokenId);
    expect(printed).toMatch(/2 s/);
    await expectNextRunRevokes(stack);
  });

  test("the first Ctrl-C reaches the request that is under way, and nothing is left pending", async () => {
    incident.datadog.faults.hang({ method: "DELETE" }, Infinity);
    const stack = await stackWith();
    const { child, ended } = stack.start(["up", "--yes", "--skip-preview", "--non-interactive"]);
    while (incident.deletes() === 0 && child.exitCode === null) {
      await sleep(20);
    }
    process.kill(child.pid ?? 0, "SIGINT");
    const { exitCode, printed } = await ended;
    expect(exitCode).not.toBe(0);
    expect(printed).toContain(tokenId);
    await expectNextRunRevokes(stack);
  });
});

test("a plugin whose engine is killed goes on with what is under way, and then ends, too", async () => {
  incident.datadog.faults.answer({ method: "DELETE" }, [{ status: 503 }], Infinity);
  const stack = await incident.yamlStack(oneRevocation());
  const { child, ended } = stack.start(["up", "--yes", "--skip-preview", "--non-interactive"]);
  while (incident.deletes() === 0 && child.exitCode === null) {
    await sleep(20);
  }
  const isPlugin = (pid: number) => readProc(`${pid}/cmdline`).includes("/plugin.cjs");
  const started = descendantsOf(child.pid ?? 0);
  const plugins = started.filter(isPlugin);
  expect(plugins.length).toBeGreaterThan(0);
  process.kill(child.pid ?? 0, "SIGKILL");
  incident.datadog.faults.clear();
  while (plugins.some(isPlugin)) {
    await sleep(20);
  }
  await ended;
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
  for (const pid of started.filter((each) => readProc(`${each}/cmdline`) !== "")) {
    process.kill(pid, "SIGKILL");
  }
});
