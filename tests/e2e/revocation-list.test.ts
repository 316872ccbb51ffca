import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startIncident, tokenId, otherTokenId, type Incident } from "../support/engine/incident";
import { expectNoSecret } from "../support/engine/no-secret";
import type { RevocationStack } from "../support/engine/revocation-stack";

jest.setTimeout(240_000);

let incident: Incident;
let stack: RevocationStack;

beforeEach(async () => {
  incident = await startIncident();
  stack = await incident.stackOf("revocation-list");
});
afterEach(async () => {
  await expectNoSecret(
    stack,
    incident.datadog.tokens.list().map(({ text }) => text),
  );
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
  expect((await stack.preview()).printed).toContain(`${tokenId} on datadoghq.com: new, to be revoked`);
  expect((await stack.up()).changes).toEqual({ create: 2 });
  expect(deletes()).toEqual([tokenId]);

  await declare(`{tokenId: ${otherTokenId}, revokeOn: delete}`, `{token: ddpat_${alias(tokenId)}}`);
  expect((await stack.preview()).printed).toContain(
    `Tokens of revocations.yaml (1 unchanged):\n      ${otherTokenId} on datadoghq.com: new, stays alive, and is to be revoked when it is taken out or destroyed`,
  );
  expect((await stack.up()).changes).toEqual({ update: 1, same: 1 });
  expect(deletes()).toEqual([tokenId]);

  await declare(`{token: ddpat_${alias(tokenId)}}`, `{tokenId: ${otherTokenId}, revokeOn: delete}`);
  expect((await stack.up()).changes).toEqual({ same: 2 });

  await declare(`tokenId: ${tokenId}`);
  const removal = await stack.preview();
  expect(removal.printed).toContain(
    `${otherTokenId} on datadoghq.com: taken out, it had been left alive until now, and this revokes it for good unless it is still declared elsewhere`,
  );
  expect(deletes()).toEqual([tokenId]);
  expect((await stack.up()).changes).toEqual({ update: 1, same: 1 });
  expect(deletes()).toEqual([tokenId, otherTokenId]);

  await declare();
  expect((await stack.preview()).printed).toContain(
    `${tokenId} on datadoghq.com: taken out, stays revoked, since Datadog has no way back; one more DELETE makes sure, then the record leaves the state`,
  );
});

test("51 armed tokens in another order send no request, and neither does one more", async () => {
  const ids = Array.from({ length: 51 }, () => incident.datadog.tokens.create({ name: "many" }).tokenId);
  const declareArmed = (list: string[]) => declare(`{tokens: [${list.join(", ")}], revokeOn: delete}`);
  await declareArmed(ids.slice(0, 50));
  await stack.up();
  await declareArmed(ids);
  expect((await stack.up()).changes).toEqual({ update: 1, same: 1 });
  await declareArmed([...ids].reverse());
  expect((await stack.up()).changes).toEqual({ same: 2 });
  expect(deletes()).toEqual([]);
});

test("a scanner's report, an id and a public portion are one revocation each, with every reason, place and the evidence", async () => {
  const third = incident.datadog.tokens.create({ name: "in the report alone" }).tokenId;
  await write("scan.log", `${text(tokenId)}\nand ${text(third)}\n`);
  await declare(`reports: "*.log"`, `{tokenId: ${tokenId}, reason: pasted into a chat, ticket: SEC-7}`);
  const { outputs } = await stack.up();
  expect(outputs["revocations"]?.value).toMatchObject(
    [
      {
        tokenId,
        status: "revoked",
        reason: "pasted into a chat",
        ticket: "SEC-7",
        foundAt: ["scan.log: scan.log:1"],
        evidence: { name: incident.datadog.tokens.get(tokenId)?.name },
      },
      {
        tokenId: third,
        status: "revoked",
        foundAt: ["scan.log: scan.log:2"],
        evidence: { name: "in the report alone" },
      },
    ].sort((one, other) => (one.tokenId < other.tokenId ? -1 : 1)),
  );
  const revocations = await stack.revocations();
  expect(Object.keys(revocations)).toEqual(["revocations"]);
  expect(revocations["revocations"]?.inputs).toMatchObject({
    revocations: { [tokenId]: { reason: "pasted into a chat" }, [third]: {} },
  });
  expect((await stack.preview()).changes).toEqual({ same: 2 });
  expect((await stack.refresh()).changes).toEqual({ same: 2 });

  await declare(`tokenId: ${tokenId}`);
  expect((await stack.preview()).printed).toContain(
    `${third} on datadoghq.com: taken out, stays revoked, since Datadog has no way back`,
  );
  expect((await stack.destroy()).changes).toEqual({ delete: 2 });
});

test("what fails of a list is told, the rest is done and recorded, and the next up asks for it alone", async () => {
  await declare(`tokenId: ${tokenId}`, `tokenId: ${otherTokenId}`);
  incident.datadog.faults.answer({ method: "DELETE", tokenId: otherTokenId }, [403]);
  expect(await stack.failureOf(stack.up())).toContain(
    "1 of 2 personal access tokens could not be dealt with on datadoghq.com. The other 1 are done and recorded",
  );
  incident.datadog.ledger.clear();
  expect((await stack.up()).changes).toEqual({ update: 1, same: 1 });
  expect(deletes()).toEqual([otherTokenId]);
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
  expect((await stack.preview()).changes).toEqual({ same: 2 });
});

test.each<[string, string, string]>([
  ["a list with a mistake", `{tokenId: ${tokenId}, revokeOn: never}`, "revocations.yaml:3:"],
  ["a token's whole text in the list", `{token: <text>}`, "1. Write its public portion instead"],
  ["a report that is missing", "{reports: reports/*.json}", "no file is named reports/*.json"],
  [
    "an entry that contradicts itself",
    `{tokenId: ${tokenId}, kind: robot}`,
    "kind: expected personal or service",
  ],
])("%s stops everything before anything is registered", async (_, entry, problem) => {
  await declare(`tokenId: ${otherTokenId}`, entry.replace("<text>", text(tokenId)));
  const printed = await stack.failureOf(stack.up());
  expect(printed).toContain("nothing of it was registered");
  expect(printed).toContain(problem);
  expect(printed).not.toMatch(/^\s+at .*:\d+:\d+\)?$|PromiseRejection/m);
  expect(await stack.revocations()).toEqual({});
  expect(deletes()).toEqual([]);
});

test("a report that can't be read, or names no token, stops no other entry, and fails the run at its end", async () => {
  await write("empty.log", "nothing here\n");
  await write("masked.log", "token: ddpat_*****\n");
  await declare(`tokenId: ${otherTokenId}`, "{reports: empty.log}", "{reports: masked.log}");
  const printed = await stack.failureOf(stack.up());
  expect(printed).toContain("empty.log: holds no Datadog access token");
  expect(printed).toContain("masked.log: A Datadog access token can't be told");
  expect(deletes()).toEqual([otherTokenId]);
});
