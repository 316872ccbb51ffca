import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { otherTokenId, tokenId } from "../../support/engine/incident";
import { pluginType } from "../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../support/plugin/plugin-incident";
import { yamlProject } from "../../support/plugin/yaml-program";

jest.setTimeout(180_000);

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident();
});
afterEach(() => incident.end());

const leaked = (): string => incident.datadog.tokens.get(tokenId)?.text ?? "no such token";

const single = (properties: Record<string, unknown>) => ({
  resources: { leaked: { type: pluginType("PersonalAccessTokenRevocation"), properties } },
});

test("a leaked text that is given as token is in no plan, state, diff, event or output", async () => {
  const stack = await incident.yamlStack({
    resources: {
      single: {
        type: pluginType("PersonalAccessTokenRevocation"),
        properties: { token: leaked(), reason: `posted as ${leaked()}` },
      },
      batch: {
        type: pluginType("PersonalAccessTokenRevocationBatch"),
        properties: { tokens: [{ "fn::secret": leaked() }] },
      },
    },
  });
  for (const run of [await stack.preview("--diff"), await stack.up("--diff"), await stack.refresh()]) {
    expect(run.exitCode).toBe(0);
  }
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
  const everything = await stack.everything();
  expect(everything).toContain(tokenId);
  expect(everything.includes(leaked().slice(-36))).toBe(false);
});

test.each([
  [
    "token",
    (text: string) => ({ token: text.replace("_", "_0") }),
    "this looks like a Datadog access token whose public portion has more or fewer",
  ],
  ["tokenId", (text: string) => ({ tokenId: text }), "this is a token's text, not its id"],
])("a leaked text that can't be taken as %s is refused without its text", async (_, properties, reason) => {
  const stack = await incident.yamlStack(single(properties(leaked())));
  const runs = [await stack.preview("--diff"), await stack.preview("--json"), await stack.up()];
  for (const { exitCode, printed } of runs) {
    expect(exitCode).not.toBe(0);
    expect(printed).toContain(reason);
  }
  expect((await stack.everything()).includes(leaked().slice(-36))).toBe(false);
  expect(incident.deletes()).toBe(0);
});

test("a reason that is a secret stays one, in inputs and outputs", async () => {
  const reason = "the customer's name is Umbrella";
  const stack = await incident.yamlStack(single({ tokenId, reason: { "fn::secret": reason } }));
  expect((await stack.up()).exitCode).toBe(0);
  expect((await stack.refresh()).changes).toEqual({ same: 2 });
  expect((await stack.up()).changes).toEqual({ same: 2 });
  const resource = await stack.resource("leaked");
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
  expect(resource?.inputs?.["reason"]).toMatchObject(secret);
  expect(resource?.outputs?.["reason"]).toMatchObject(secret);
  expect(await stack.everything()).not.toContain("Umbrella");
});

test("secret words that a program no longer gives are in no preview of the update, and in no plan", async () => {
  const program = (words: Record<string, unknown>, text: unknown) => ({
    resources: {
      leaked: {
        type: pluginType("PersonalAccessTokenRevocation"),
        properties: { tokenId, ...words },
      },
      list: { type: pluginType("RevocationList"), properties: { text } },
    },
    outputs: { reason: "${leaked.reason}", entries: "${list.entries}" },
  });
  const listOf = (reason: string) => `revocations:\n- tokenId: ${otherTokenId}\n  reason: ${reason}\n`;
  const stack = await incident.yamlStack(
    program({ reason: { "fn::secret": "Umbrella" } }, { "fn::secret": listOf("Umbrella") }),
  );
  expect((await stack.up()).exitCode).toBe(0);
  await stack.write({ "Pulumi.yaml": yamlProject(program({}, listOf("printed in a log"))) });
  const preview = await stack.preview("--diff", "--save-plan=plan.json");
  expect(preview).toMatchObject({ exitCode: 0, changes: { update: 2, same: 1 } });
  expect(await readFile(join(stack.folder, "plan.json"), "utf8")).not.toContain("Umbrella");
  expect((await stack.up("--plan=plan.json")).exitCode).toBe(0);
  expect(await stack.everything()).not.toContain("Umbrella");
});
