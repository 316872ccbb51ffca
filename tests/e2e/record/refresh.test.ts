import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(240_000);

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident({ tokens: 3 });
});
afterEach(() => incident.end());

test("cases 5 and 14: a token that is alive again is never dropped, up --refresh and destroy --refresh revoke it, and the words are true in each of these runs", async () => {
  const { datadog, stack, isAlive } = incident;
  const tokenIds = datadog.tokens.list().map(({ tokenId }) => tokenId);
  const [kept, removed, single] = tokenIds as [string, string, string];
  const list = 'new List("list", { file: "revocations.yaml" });';
  const reviveAll = () => {
    for (const tokenId of tokenIds) {
      datadog.tokens.revive(tokenId);
    }
    datadog.ledger.clear();
  };
  await stack.list([`tokenId: ${kept}`, `tokenId: ${removed}`]);
  await stack.program(list, `new Revocation("single", { tokenId: "${single}" });`);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });

  reviveAll();
  // Time enough for a busy machine to begin the refresh within the minute.
  await stack.age(45);
  const looked = await stack.refresh({}, "--preview-only");
  expect(looked.printed).toContain(
    `"${single}" on datadoghq.com is still called alive within a minute of its DELETE: asking again for up to `,
  );
  const words = `is alive although its revocation is recorded: that is drift. Once a refresh has written that into the state, it is work to be done: the pulumi up that follows revokes it again.`;
  expect(looked.printed).toContain(`"${single}" on datadoghq.com ${words}`);
  expect(looked.printed).not.toMatch(/taken out of the state|the next pulumi up/);
  const untouched = await stack.records();
  expect(Object.values(untouched).map(({ unfinished }) => unfinished)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(incident.deletes()).toEqual([]);

  await stack.age(61);
  await stack.list([`tokenId: ${kept}`]);
  await stack.program(list);
  const mended = await stack.up({}, "--refresh");
  expect(mended.exitCode).toBe(0);
  expect(mended.printed).toContain(words);
  expect(mended.printed).not.toMatch(/taken out of the state|the next pulumi up/);
  expect(isAlive(kept, removed, single)).toEqual([false, false, false]);
  expect(Object.keys(await stack.records())).toEqual([kept]);

  reviveAll();
  await stack.age(61);
  const destroyed = await stack.destroy({}, "--refresh");
  expect(destroyed.exitCode).toBe(0);
  expect(incident.deletes()).toEqual([kept]);
  expect(isAlive(kept)).toEqual([false]);
  expect(await stack.records()).toEqual({});
});

test("a token that a lying 204 left alive, and that somebody else ends after a refresh has seen it, is proven and not called ours", async () => {
  const { datadog, stack, text } = incident;
  const [single, inBatch] = datadog.tokens.list().map(({ tokenId }) => tokenId) as [string, string];
  for (const tokenId of [single, inBatch]) {
    datadog.faults.answer({ method: "DELETE", tokenId }, [204]);
  }
  await stack.program(
    `new Revocation("single", { tokenId: "${single}" });`,
    `new Batch("batch", { tokenIds: ["${inBatch}"] });`,
  );
  const inVain = await stack.up({}, "--continue-on-error");
  expect(inVain.printed).toContain("Datadog accepted the DELETE but still says that the token is alive");
  await stack.age(61);
  expect((await stack.refresh()).printed).toContain("is still alive although Datadog accepted its DELETE");
  for (const tokenId of [single, inBatch]) {
    datadog.tokens.revoke(tokenId);
  }
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  const gone = { status: "alreadyRevoked", verifiedAt: expect.any(String) as string };
  const records = await stack.records();
  expect(records).toMatchObject({ [single]: gone, [inBatch]: gone });
  await stack.write("leak.log", text(single));
  const proof = await stack.gitops(["proof", "leak.log"]);
  expect(proof.printed).toContain("proven gone, and not known to be revoked by us");
});
