import { keys, tokenId as ownId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(180_000);

const others = Array.from({ length: 5 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);
/** The run's own token comes first, in whatever order a program has it. */
const all = [ownId, ...others];

let incident: RecordIncident;

/** The settings of a run that works with the token that it is told to revoke. */
const withOwnToken = () => ({ DD_API_KEY: "", DD_APP_KEY: "", DD_BEARER_TOKEN: incident.text(ownId) });

beforeEach(async () => {
  incident = await startRecordIncident({
    tokens: all.map((tokenId) => ({ tokenId, name: `name-of-${tokenId}` })),
  });
});
afterEach(() => incident.end());

test.each([
  ["a list", 'new List("list", { file: "revocations.yaml" });'],
  ["a batch", `new Batch("list", { tokenIds: ${JSON.stringify(all)} });`],
])(
  "the run's own token is revoked last of %s, after all others are verified, and the run says how to go on",
  async (_, program) => {
    const { stack, datadog } = incident;
    await stack.list(all.map((tokenId) => `tokenId: ${tokenId}`));
    await stack.program(program);

    const preview = await stack.preview(withOwnToken());
    expect(preview.printed).toContain(
      "is the token that this run works with (DD_BEARER_TOKEN): it is revoked last, after all others are verified.",
    );
    expect(datadog.ledger.entries({ method: "DELETE" })).toEqual([]);

    const run = await stack.up(withOwnToken(), "--parallel", "1");
    expect(run).toMatchObject({ exitCode: 0 });
    expect(incident.isAlive(...all)).toEqual(all.map(() => false));
    const requests = datadog.ledger.entries();
    const ownDelete = requests.findIndex(({ method, tokenId }) => method === "DELETE" && tokenId === ownId);
    const lastOfOthers = requests.findLastIndex(({ tokenId }) => tokenId !== undefined && tokenId !== ownId);
    expect(ownDelete).toBeGreaterThan(lastOfOthers);
    expect(run.printed).toContain("set DD_BEARER_TOKEN to another one before the next pulumi command.");
    for (const record of Object.values(await stack.records())) {
      expect(record).toMatchObject({ status: "revoked", verifiedAt: expect.any(String) as string });
    }
    expect(await stack.refresh({}, "--expect-no-changes")).toMatchObject({ exitCode: 0 });
  },
);

test("a list that is destroyed beside another resource revokes the run's own token when that one is done", async () => {
  const { stack, datadog } = incident;
  const [other = ""] = others;
  await stack.program(
    `new Batch("own", { tokenIds: ["${ownId}"], revokeOn: "delete" }); new Revocation("other", { tokenId: "${other}", revokeOn: "delete" });`,
  );
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect((await stack.preview(withOwnToken())).printed).toContain(
    "and waits to be revoked until it is taken out or destroyed. What the same run comes to only after that, as with --parallel 1, can't be revoked any more",
  );
  datadog.faults.latency({ method: "DELETE", tokenId: other }, 3_000);
  expect(await stack.destroy(withOwnToken())).toMatchObject({ exitCode: 0 });
  expect(incident.isAlive(ownId, other)).toEqual([false, false]);
});

test("what the engine comes to only after the run's own token fails, stays in the state, and is ended by a run with other credentials", async () => {
  const { stack } = incident;
  const [other = ""] = others;
  await stack.program(
    `const other = new Revocation("other", { tokenId: "${other}", revokeOn: "delete" });`,
    `new Batch("own", { tokenIds: ["${ownId}"], revokeOn: "delete" }, { dependsOn: other });`,
  );
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  const destroyed = await stack.destroy(withOwnToken());
  expect(destroyed.exitCode).not.toBe(0);
  expect(destroyed.printed).toContain("set DD_BEARER_TOKEN to another one before the next pulumi command.");
  expect(destroyed.printed).toContain(`"${other}"`);
  expect(incident.isAlive(ownId, other)).toEqual([false, true]);
  expect(await stack.destroy()).toMatchObject({ exitCode: 0 });
  expect(incident.isAlive(other)).toEqual([false]);
});

test("the run's own token is left alive while another one is not done, and the next run goes on with it", async () => {
  const { stack, datadog } = incident;
  await stack.list([`tokens: [${all.join(", ")}]`]);
  await stack.program('new List("list", { file: "revocations.yaml" });');
  datadog.faults.answer({ method: "DELETE", tokenId: others[2] as string }, [403], Infinity);
  const failed = await stack.up(withOwnToken());
  expect(failed.exitCode).not.toBe(0);
  expect(failed.printed).toContain("and is left alive until the other one is done");
  expect(incident.isAlive(ownId, others[2] as string, others[0] as string)).toEqual([true, true, false]);

  datadog.faults.clear();
  expect(await stack.up(withOwnToken())).toMatchObject({ exitCode: 0 });
  expect(incident.isAlive(...all)).toEqual(all.map(() => false));
});

test.each([
  { beside: "one that is of the organisation", apiKey: keys.DD_API_KEY },
  { beside: "any other", apiKey: "any-key" },
])(
  "in place of an application key, whose API key is $beside, the run's own token is known, goes last, and is proven dead",
  async ({ apiKey }) => {
    const { stack, datadog } = incident;
    const later = ["f0000000-0000-4000-8000-000000000000", "f0000000-0000-4000-8000-000000000001"];
    later.forEach((tokenId) => datadog.tokens.create({ tokenId }));
    const asAppKey = { DD_API_KEY: apiKey, DD_APP_KEY: incident.text(ownId), DD_CONCURRENCY: "1" };
    await stack.program(`new Batch("list", { tokenIds: ${JSON.stringify([ownId, ...later])} });`);
    const run = await stack.up(asAppKey);
    expect(run).toMatchObject({ exitCode: 0 });
    expect(datadog.ledger.entries({ method: "DELETE" }).at(-1)).toMatchObject({ tokenId: ownId });
    expect(incident.isAlive(ownId, ...later)).toEqual([false, false, false]);
    expect(run.printed).toContain("set DD_APP_KEY to another one before the next pulumi command.");
    const verifiedAt = expect.any(String) as string;
    expect((await stack.records())[ownId]).toMatchObject({ status: "revoked", verifiedAt });
  },
);

test.each([
  {
    form: "a single resource",
    program: `new Revocation("own", { tokenId: "${ownId}" });`,
    settings: {},
    says: "the engine revokes single resources in an order of its own",
  },
  {
    form: "a list, with selfRevocation refuse",
    program: `new Batch("own", { tokenIds: ["${ownId}"] });`,
    settings: { DD_SELF_REVOCATION: "refuse" },
    says: 'selfRevocation is "refuse"',
  },
  {
    form: "a list beside a single resource",
    program: `new Batch("own", { tokenIds: ["${ownId}"] }); new Revocation("other", { tokenId: "${others[0] ?? ""}" });`,
    settings: {},
    says: "which of them goes last is not certain",
  },
])("$form that would saw off the branch is refused in the preview", async ({ program, settings, says }) => {
  const { stack, datadog } = incident;
  await stack.program(program);
  const run = await stack.preview({ ...withOwnToken(), ...settings });
  expect(run.exitCode).not.toBe(0);
  expect(run.printed).toContain(says);
  expect(datadog.ledger.entries({ method: "DELETE" })).toEqual([]);
});

test("without a preview, too, the run's own token stays alive beside another resource: whichever the engine checks second is refused", async () => {
  const { stack } = incident;
  const [former = "", other = ""] = others;
  await stack.program(`new Revocation("other", { tokenId: "${former}" });`);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  await stack.program(
    `new Batch("own", { tokenIds: ["${ownId}"] });`,
    `new Revocation("other", { tokenId: "${other}" });`,
  );
  const run = await stack.up(withOwnToken());
  expect(run.exitCode).not.toBe(0);
  const [, refused] =
    /resource '(own|other)' has a problem: .*which of them goes last is not certain/.exec(run.printed) ?? [];
  expect(["own", "other"]).toContain(refused);
  expect(incident.isAlive(ownId, other)).toEqual([true, refused === "other"]);
});

test.each([
  { by: "its id", setting: () => ownId },
  { by: "its public portion", setting: () => incident.text(ownId).slice(0, 28) },
])("a token that is protected by $by is refused in the preview, also of a report's", async ({ setting }) => {
  const { stack, datadog } = incident;
  const set = await stack.pulumi(["config", "set", "--plaintext", "datadog:protectedTokens", setting()]);
  expect(set).toEqual({ exitCode: 0, printed: "" });
  await stack.write("leak.txt", `${others.join("\n")}\n${incident.text(ownId)}\n`);
  await stack.list(["reports: leak.txt"]);
  for (const program of [
    `new Batch("all", { tokenIds: ${JSON.stringify(all)} });`,
    'new List("all", { file: "revocations.yaml" });',
  ]) {
    await stack.program(program);
    const run = await stack.preview();
    expect(run.exitCode).not.toBe(0);
    expect(run.printed).toContain(`the token "${ownId}" is protected: datadog:protectedTokens has its id.`);
  }
  expect(datadog.ledger.entries({ method: "DELETE" })).toEqual([]);
});

test.each([
  { by: "its name", setting: "name:name-of-00000000-0000-4000-8000-000000000000" },
  { by: "its owner", setting: "owner:00000000-0000-4000-8000-0000000000a1" },
])(
  "a token that is protected by $by, which Datadog tells, is refused in the check, and all of its list live on",
  async ({ by, setting }) => {
    const { stack } = incident;
    await stack.program(`new Batch("all", { tokenIds: ${JSON.stringify(all)} });`);
    const run = await stack.up({ DD_PROTECTED_TOKENS: setting });
    expect(run.exitCode).not.toBe(0);
    expect(run.printed).toContain(`is protected: DD_PROTECTED_TOKENS has ${by}`);
    expect(incident.isAlive(others[0] as string, ownId)).toEqual([true, true]);
  },
);
