import {
  adminCredentials,
  startRecordIncident,
  type RecordIncident,
} from "../../support/engine/record-incident";
import { pluginFolder, pluginName, pluginType } from "../../support/plugin/plugin";

jest.setTimeout(240_000);

const plugins = { providers: [{ name: pluginName, path: pluginFolder }] };
const time = expect.any(String) as string;

let incident: RecordIncident;

afterEach(() => incident.end());

const ids = () => incident.datadog.tokens.list().map(({ tokenId }) => tokenId);

/** Declares batches by name, in JavaScript or through the plugin. */
function declare(door: "dynamic" | "plugin", batches: Record<string, readonly string[]>): Promise<void> {
  if (door === "dynamic") {
    const statements = Object.entries(batches).map(
      ([name, tokenIds]) => `new Batch("${name}", { tokenIds: ${JSON.stringify(tokenIds)} });`,
    );
    return incident.stack.program(...statements);
  }
  const type = pluginType("PersonalAccessTokenRevocationBatch");
  const resources = Object.fromEntries(
    Object.entries(batches).map(([name, tokenIds]) => [name, { type, properties: { tokenIds } }]),
  );
  const program = { name: "record", runtime: "yaml", plugins, resources };
  return incident.stack.write("Pulumi.yaml", JSON.stringify(program));
}

test.each(["dynamic", "plugin"] as const)(
  "case 5: proven tokens that are alive again die when their batch leaves the program and in a destroy, without a refresh, and are told: %s",
  async (door) => {
    incident = await startRecordIncident({ tokens: 150 });
    const { datadog, stack, deletes, isAlive } = incident;
    const [many, few] = [ids().slice(80, 110), ids().slice(0, 3)];
    const [back, other, last] = [many[2], many[29], few[1]] as [string, string, string];
    await declare(door, { many, few });
    expect(await stack.up()).toMatchObject({ exitCode: 0 });
    for (const tokenId of [back, other, last]) {
      datadog.tokens.revive(tokenId);
    }
    // Entries that are told twice hide others: this list proves nothing.
    datadog.faults.distortList({ duplicates: 40 });
    datadog.ledger.clear();
    await declare(door, { few });
    const removed = await stack.up();
    expect(removed.exitCode).toBe(0);
    expect(removed.printed).toContain(
      "were recorded as revoked by us, and proven gone, and alive all the same until they were taken out",
    );
    expect(deletes()).toEqual([back, other].sort());
    datadog.faults.clear();
    const destroyed = await stack.destroy();
    expect(destroyed.printed).toContain(`"${last}" on datadoghq.com was recorded as revoked by us`);
    expect(isAlive(back, other, last)).toEqual([false, false, false]);
  },
);

test("a token that was alive again and that somebody else revokes is not called ours, and one that a lying 204 left alive is asked for anew", async () => {
  incident = await startRecordIncident({ tokens: 2 });
  const { datadog, stack, isAlive, text } = incident;
  const [back, unseen] = ids() as [string, string];
  await declare("dynamic", { batch: [back] });
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  datadog.tokens.revive(back);
  await stack.age(61);
  expect(await stack.refresh()).toMatchObject({ exitCode: 0 });
  datadog.tokens.revoke(back);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  const records = await stack.records();
  expect(records[back]).toMatchObject({ status: "alreadyRevoked", verifiedAt: time });
  expect(records[back]).not.toHaveProperty("revokedAt");
  await stack.write("leak.log", text(back));
  expect((await stack.gitops(["proof", "leak.log"])).printed).toContain("not known to be revoked by us");

  datadog.faults.hide(unseen);
  datadog.faults.answer({ method: "DELETE", tokenId: unseen }, [204]);
  for (const path of ["/api/v2/current_user", "/api/v2/validate", "/api/v2/validate_keys"]) {
    datadog.faults.answer({ path }, [403], Infinity);
  }
  await declare("dynamic", { batch: [back, unseen] });
  expect((await stack.up()).printed).toContain("could not be told, so nothing is proven by a 404 of it");
  expect((await stack.records())[unseen]).toMatchObject({ status: "alreadyRevoked" });
  datadog.faults.clear();
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(isAlive(unseen)).toEqual([false]);
  expect((await stack.records())[unseen]).toMatchObject({ status: "revoked", verifiedAt: time });
});

test.each(["dynamic", "plugin"] as const)(
  "a batch that is destroyed with credentials that are shown their own tokens alone names those that it could not look for: %s",
  async (door) => {
    const narrow = {
      bearerToken: "sees-its-own-tokens-alone",
      userId: "0b1e8a51-0e3d-4b7c-9d53-6c3f6f4d2a10",
      permissions: { read: "own", revoke: "own" },
    } as const;
    incident = await startRecordIncident({ tokens: 15, credentials: [adminCredentials, narrow] });
    const { datadog, stack } = incident;
    await declare(door, { many: ids().slice(0, 12), few: ids().slice(12) });
    expect(await stack.up()).toMatchObject({ exitCode: 0 });
    datadog.tokens.revive(ids()[0] ?? "");
    const asNarrow = { DD_API_KEY: "", DD_APP_KEY: "", DD_BEARER_TOKEN: narrow.bearerToken };
    const { exitCode, printed } = await stack.destroy(asNarrow);
    expect(exitCode).toBe(0);
    const words =
      "were proven gone before, and their record is deleted although nobody could be asked whether that is still so: these credentials are not known to be shown other users' tokens";
    expect(printed).toMatch(new RegExp(`12 personal access tokens on .* ${words}`));
    expect(printed).toMatch(new RegExp(`3 personal access tokens on .* ${words}`));
  },
);
