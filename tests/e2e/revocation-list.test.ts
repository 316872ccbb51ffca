import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startIncident, keys, tokenId, otherTokenId, type Incident } from "../support/incident";
import type { RevocationStack } from "../support/revocation-stack";

jest.setTimeout(240_000);

let incident: Incident;
let stack: RevocationStack;

beforeEach(async () => {
  incident = await startIncident();
  stack = await incident.stackOf("revocation-list");
});
afterEach(async () => {
  const everything = (await stack.everythingKept()) + stack.transcript;
  const texts = incident.datadog.tokens.list().map(({ text }) => text);
  for (const secret of [...texts, ...Object.values(keys)]) {
    expect(everything.includes(secret)).toBe(false);
  }
  expect(incident.datadog.ledger.violations()).toEqual([]);
  await incident.end();
});

const write = (file: string, text: string) => writeFile(join(stack.workDir, file), text);
const declare = (...entries: string[]) =>
  write("revocations.yaml", ["revocations:", ...entries.map((entry) => `  - ${entry}`), ""].join("\n"));
const text = (id: string) => incident.datadog.tokens.get(id)?.text ?? "no such token";
const alias = (id: string) => incident.datadog.tokens.get(id)?.alias ?? "no such token";
const deletes = () => incident.datadog.ledger.entries({ method: "DELETE" }).map((request) => request.tokenId);

test("an entry that is added, moved or removed touches no other", async () => {
  await declare(`token: ddpat_${alias(tokenId)}`);
  expect((await stack.up()).changes).toEqual({ create: 4 });
  expect(deletes()).toEqual([tokenId]);

  await declare(`{tokenId: ${otherTokenId}, revokeOn: delete}`, `{token: ddpat_${alias(tokenId)}}`);
  expect((await stack.up()).changes).toEqual({ create: 1, update: 1, same: 3 });
  expect(deletes()).toEqual([tokenId]);

  await declare(`tokenId: ${tokenId}`);
  const removal = await stack.preview();
  expect(removal.printed).toContain(
    `${otherTokenId} is taken out of revocations.yaml: its token had been left alive until now, and this revokes it for good.`,
  );
  expect(deletes()).toEqual([tokenId]);
  expect((await stack.up()).changes).toEqual({ delete: 1, update: 1, same: 3 });
  expect(deletes()).toEqual([tokenId, otherTokenId]);

  await declare();
  expect((await stack.preview()).printed).toContain(
    `${tokenId} is taken out of revocations.yaml: its token stays revoked, since Datadog has no way back; one more DELETE makes sure, then the record leaves the state.`,
  );
});

test("a scanner's report is a batch, a token with an entry of its own is not part of it, and both reasons are recorded", async () => {
  const third = incident.datadog.tokens.create({ name: "in the report alone" }).tokenId;
  await write("scan.log", `${text(tokenId)}\nand ${text(third)}\n`);
  await declare(`reports: "*.log"`, `{tokenId: ${tokenId}, reason: pasted into a chat}`);
  const { outputs } = await stack.up();
  expect(outputs["revocations"]?.value).toMatchObject(
    [tokenId, third].sort().map((id) => ({ tokenId: id, status: "revoked" })),
  );
  const revocations = await stack.revocations();
  expect(Object.keys(revocations).sort()).toEqual([tokenId, "*.log", "revocations"].sort());
  expect(revocations[tokenId]?.outputs).toMatchObject({ reason: "pasted into a chat; scan.log: scan.log:1" });
  expect(revocations["*.log"]).toMatchObject({
    inputs: { tokenIds: [third] },
  });
  expect(revocations["*.log"]?.outputs).toMatchObject({
    reason: `scan.log: ddpat_${alias(third)} at scan.log:2`,
  });
  expect((await stack.preview()).changes).toEqual({ same: 5 });
  expect((await stack.refresh()).changes).toEqual({ same: 5 });

  await declare(`tokenId: ${tokenId}`);
  expect((await stack.preview()).printed).toContain(
    "*.log is taken out of revocations.yaml: its token stays revoked",
  );
  expect((await stack.destroy()).changes).toEqual({ delete: 5 });
});

test("a list with more new revocations than the cap is refused as a whole, also without a preview", async () => {
  stack.setEnvironment({ DD_MAX_REVOCATIONS: "1" });
  await declare(`tokenId: ${tokenId}`, `tokenId: ${otherTokenId}`);
  expect(await stack.failureOf(stack.up())).toContain(
    "2 new revocations in revocations.yaml, and DD_MAX_REVOCATIONS allows 1.",
  );
  expect(deletes()).toEqual([]);
  stack.setEnvironment({ DD_MAX_REVOCATIONS: "2" });
  await stack.up();
  expect(deletes().sort()).toEqual([tokenId, otherTokenId].sort());
  stack.setEnvironment({ DD_MAX_REVOCATIONS: "0" });
  expect((await stack.preview()).changes).toEqual({ same: 5 });
});

test.each<[string, string, string]>([
  ["a list with a mistake", `{tokenId: ${tokenId}, revokeOn: never}`, "revocations.yaml:3:"],
  ["a token's whole text in the list", `{token: <text>}`, "1. Write its public portion instead"],
  ["a report without a token", "{reports: empty.log}", "empty.log"],
  ["a report that is missing", "{reports: reports/*.json}", "no file is named reports/*.json"],
  ["a service access token in a report", "{reports: service.log}", "is a service access token"],
])("%s stops everything before anything is registered", async (_, entry, problem) => {
  await write("empty.log", "nothing here\n");
  await write("service.log", `ddsat_${alias(tokenId)}\n`);
  await declare(`tokenId: ${otherTokenId}`, entry.replace("<text>", text(tokenId)));
  const printed = await stack.failureOf(stack.up());
  expect(printed).toContain("nothing of it was registered");
  expect(printed).toContain(problem);
  expect(printed).not.toMatch(/^\s+at .*:\d+:\d+\)?$|PromiseRejection/m);
  expect(await stack.revocations()).toEqual({});
  expect(deletes()).toEqual([]);
});
