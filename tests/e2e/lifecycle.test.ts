import { startIncident, keys, otherTokenId, tokenId, type Incident } from "../support/engine/incident";
import type { RevocationStack } from "../support/engine/revocation-stack";

jest.setTimeout(180_000);

let incident: Incident;
let stack: RevocationStack;

beforeAll(async () => {
  incident = await startIncident();
  stack = await incident.stackOf("quickstart");
});
afterAll(() => incident.end());
beforeEach(() => incident.datadog.ledger.clear());

const deletes = () => incident.datadog.ledger.count({ method: "DELETE" });
const outputs = async () => (await stack.revocations())["leaked-in-ci"]?.outputs;

test("a preview revokes nothing", async () => {
  const { changes } = await stack.preview();
  expect(changes).toEqual({ create: 2 });
  expect(incident.datadog.ledger.entries({ method: "DELETE" })).toEqual([]);
});

test("up revokes the token and records what was seen, done and verified", async () => {
  const { changes, warnings } = await stack.up();
  expect(changes).toEqual({ create: 2 });
  expect(warnings).toEqual([]);
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
  const asked = incident.datadog.ledger.entries();
  const ofToken = asked.filter((entry) => entry.tokenId === tokenId);
  expect(ofToken.map(({ method, status }) => [method, status])).toEqual([
    ["GET", 200],
    ["DELETE", 204],
    ["GET", 404],
  ]);
  expect(asked.map(({ path }) => path).filter((path) => !path.endsWith(tokenId))).toEqual([
    "/api/v2/current_user",
  ]);
  const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;
  expect(await outputs()).toMatchObject({
    tokenId,
    site: "datadoghq.com",
    organization: incident.datadog.organization,
    status: "revoked",
    revokedAt: iso,
    verifiedAt: iso,
    evidence: {
      name: "CI metrics",
      ownerId: expect.any(String) as string,
      scopes: expect.any(Array) as string[],
      createdAt: expect.any(String) as string,
    },
  });
  expect((await stack.revocations())["leaked-in-ci"]?.id).toBe(tokenId);
});

test("up again changes nothing and asks nothing", async () => {
  expect((await stack.up()).changes).toEqual({ same: 2 });
  expect(incident.datadog.ledger.entries()).toEqual([]);
});

test("a new reason updates the record in place and asks nothing", async () => {
  const before = await outputs();
  await stack.declare({ "leaked-in-ci": { tokenId, reason: "found in a fork", ticket: "SEC-1" } });
  expect((await stack.up()).changes).toEqual({ same: 1, update: 1 });
  expect(incident.datadog.ledger.entries()).toEqual([]);
  expect(await outputs()).toEqual({ ...before, reason: "found in a fork", ticket: "SEC-1" });
});

test("another spelling of the id and the site is no change", async () => {
  await stack.declare({
    "leaked-in-ci": {
      tokenId: tokenId.toUpperCase(),
      site: "app.datadoghq.com",
      reason: "found in a fork",
      ticket: "SEC-1",
    },
  });
  expect((await stack.up()).changes).toEqual({ same: 2 });
});

test("another DD_SITE does not move the revocation, and a warning says so", async () => {
  await stack.declare({ "leaked-in-ci": { tokenId, reason: "found in a fork", ticket: "SEC-1" } });
  stack.setEnvironment({ DD_SITE: "datadoghq.eu" });
  const { changes, warnings } = await stack.up();
  stack.setEnvironment({ DD_SITE: "" });
  expect(changes).toEqual({ same: 2 });
  expect(warnings.join()).toContain(
    `"${tokenId}" on datadoghq.com is recorded there and stays there, although DD_SITE says datadoghq.eu`,
  );
});

test("refresh has nothing to say while the token is gone", async () => {
  expect((await stack.refresh()).changes).toEqual({ same: 2 });
  expect(deletes()).toBe(0);
});

test("a token that is alive again is drift, which stays in the state and the next up revokes", async () => {
  incident.datadog.tokens.revive(tokenId);
  const state = await outputs();
  // The token may be slow to die within a minute of the DELETE; that minute is over where the state says so.
  await stack.rewriteOutputs("leaked-in-ci", {
    ...state,
    revokedAt: new Date(Date.now() - 61_000).toISOString(),
  });
  const refreshed = await stack.refresh();
  expect(refreshed.changes).toEqual({ same: 1, update: 1 });
  expect(refreshed.warnings.join()).toContain(
    `"${tokenId}" on datadoghq.com is alive although its revocation is recorded`,
  );
  expect(deletes()).toBe(0);
  expect(await outputs()).toMatchObject({ unfinished: "aliveAgain" });
  expect((await stack.up()).changes).toEqual({ same: 1, update: 1 });
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
});

test("up --refresh finds and mends drift in one run", async () => {
  incident.datadog.tokens.revive(tokenId);
  await stack.rewriteOutputs("leaked-in-ci", { ...(await outputs()), revokedAt: "2020-01-01T00:00:00.000Z" });
  await stack.up({ refresh: true });
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
});

test("another token id replaces, on the recorded site whatever DD_SITE says: the new token first, the old one once more", async () => {
  await stack.declare({ "leaked-in-ci": { tokenId: otherTokenId } });
  incident.datadog.ledger.clear();
  stack.setEnvironment({ DD_SITE: "datadoghq.eu" });
  await stack.up();
  stack.setEnvironment({ DD_SITE: "" });
  expect(await outputs()).toMatchObject({ site: "datadoghq.com", status: "revoked" });
  const asked = incident.datadog.ledger.entries({ method: "DELETE" }).map((entry) => entry.tokenId);
  expect(asked).toEqual([otherTokenId, tokenId]);
  expect((await stack.revocations())["leaked-in-ci"]?.id).toBe(otherTokenId);
});

test("a change of revokeOn to create spares the DELETE at the end", async () => {
  await stack.declare({ "leaked-in-ci": { tokenId: otherTokenId, revokeOn: "create" } });
  expect((await stack.up()).changes).toEqual({ same: 1, update: 1 });
  await stack.destroy();
  expect(deletes()).toBe(0);
});

test("no key and no token's text is in the state, in its history or in anything that was printed", async () => {
  const everything = (await stack.everythingKept()) + stack.transcript;
  expect(everything).toContain(tokenId);
  for (const secret of Object.values(keys)) {
    expect(everything).not.toContain(secret);
  }
});

test("every request was one that a well-behaved client sends", () => {
  expect(incident.datadog.ledger.violations()).toEqual([]);
});
