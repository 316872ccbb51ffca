import { otherTokenId, tokenId } from "../../../support/engine/incident";
import { LanguageStack } from "../../../support/plugin/language-stack";
import { pluginType } from "../../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../../support/plugin/plugin-incident";
import { oneRevocation, yamlProject } from "../../../support/plugin/yaml-program";

jest.setTimeout(180_000);

const single = pluginType("PersonalAccessTokenRevocation");

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident();
});
afterEach(() => incident.end());

test("refresh --preview-only tells what is alive again, and changes nothing", async () => {
  const stack = await incident.yamlStack(oneRevocation());
  expect((await stack.up()).exitCode).toBe(0);
  await stack.rewriteOutputs("leaked", { revokedAt: "2020-01-01T00:00:00.000Z" });
  const before = await stack.resource("leaked");
  incident.datadog.tokens.revive(tokenId);
  incident.datadog.ledger.clear();

  const { exitCode, printed } = await stack.pulumi([
    ...["refresh", "--preview-only", "--non-interactive", "--color=never"],
  ]);
  expect(exitCode).toBe(0);
  expect(printed).toContain("alive");
  expect(await stack.resource("leaked")).toEqual(before);
  expect(incident.deletes()).toBe(0);
});

test("up --plan does what the preview has saved, and refuses another token", async () => {
  const stack = await incident.yamlStack(oneRevocation());
  expect((await stack.preview("--save-plan=plan.json")).exitCode).toBe(0);
  await stack.write({
    "Pulumi.yaml": yamlProject({
      resources: { leaked: { type: single, properties: { tokenId: otherTokenId } } },
    }),
  });
  expect((await stack.up("--plan=plan.json")).exitCode).not.toBe(0);
  expect(incident.deletes()).toBe(0);

  await stack.write({ "Pulumi.yaml": yamlProject(oneRevocation()) });
  expect((await stack.up("--plan=plan.json")).exitCode).toBe(0);
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
  expect((await stack.preview("--save-plan=plan.json")).exitCode).toBe(0);
  expect((await stack.up("--plan=plan.json")).changes).toEqual({ same: 2 });
});

test("a token id comes from another stack's outputs, secret or not", async () => {
  const other = await LanguageStack.create(
    incident.pulumi,
    incident.environment,
    {
      "Pulumi.yaml": yamlProject(
        { outputs: { found: tokenId, whispered: { "fn::secret": otherTokenId } } },
        { name: "scanner" },
      ),
    },
    "scanner",
  );
  expect((await other.up()).exitCode).toBe(0);
  const stack = await incident.yamlStack({
    resources: {
      scanner: { type: "pulumi:pulumi:StackReference", properties: { name: "organization/scanner/test" } },
      found: { type: single, properties: { tokenId: '${scanner.outputs["found"]}' } },
      whispered: { type: single, properties: { tokenId: '${scanner.outputs["whispered"]}' } },
    },
  });
  const { exitCode, printed } = await stack.up();
  expect({ exitCode, printed }).toMatchObject({ exitCode: 0 });
  expect([tokenId, otherTokenId].map((id) => incident.datadog.tokens.isAlive(id))).toEqual([false, false]);
  expect((await stack.up()).changes).toMatchObject({ same: 3 });
});

test("ignoreChanges of the token is refused, and of the reason is not", async () => {
  const stack = await incident.yamlStack(oneRevocation());
  expect((await stack.up()).exitCode).toBe(0);
  const ignoring = (path: string, properties: Record<string, unknown>) =>
    stack.write({
      "Pulumi.yaml": yamlProject({
        resources: { leaked: { type: single, properties, options: { ignoreChanges: [path] } } },
      }),
    });

  await ignoring("tokenId", { tokenId: otherTokenId });
  const refused = await stack.up();
  expect(refused.exitCode).not.toBe(0);
  expect(refused.printed).toContain('The resource "leaked" has ignoreChanges: ["tokenId"]');
  expect(incident.datadog.tokens.isAlive(otherTokenId)).toBe(true);

  await ignoring("reason", { tokenId, reason: "another" });
  expect((await stack.up()).changes).toEqual({ same: 2 });
});

test("additionalSecretOutputs stay secret, through every operation", async () => {
  const stack = await incident.yamlStack(oneRevocation({ additionalSecretOutputs: ["evidence"] }));
  const isSecret = async () =>
    Object.keys(Object((await stack.resource("leaked"))?.outputs?.["evidence"]) as object).includes(
      "ciphertext",
    );
  expect((await stack.up()).exitCode).toBe(0);
  expect(await isSecret()).toBe(true);
  expect((await stack.refresh()).exitCode).toBe(0);
  expect(await isSecret()).toBe(true);
  expect(await stack.everything()).not.toContain('"scopes"');
});

test("replaceOnChanges of the reason makes a revocation of its own of it", async () => {
  const declare = (reason: string) => ({
    resources: {
      leaked: {
        type: single,
        properties: { tokenId, reason },
        options: { replaceOnChanges: ["reason"] },
      },
    },
  });
  const stack = await incident.yamlStack(declare("printed in a log"));
  expect((await stack.up()).exitCode).toBe(0);
  await stack.write({ "Pulumi.yaml": yamlProject(declare("found in a fork")) });
  expect((await stack.up()).changes).toEqual({ replace: 1, same: 1 });
  expect((await stack.up()).changes).toEqual({ same: 2 });
});
