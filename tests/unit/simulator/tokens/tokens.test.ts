import { Tokens } from "../../../../simulator/tokens/tokens";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const now = () => Date.parse("2026-04-08T16:46:16.769Z");
const tokens = () => new Tokens(now, (size) => new Uint8Array(size).fill(10));

test("everything that a new token leaves out is made up", () => {
  expect(tokens().create()).toEqual({
    tokenId: "0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a",
    type: "personal_access_tokens",
    alias: "0IwVh4HswaxucdMYsK4d6Q",
    publicPortion: "0IwVh4HswaxucdMYsK4d6Q",
    text: `ddpat_0IwVh4HswaxucdMYsK4d6Q_${"A".repeat(36)}`,
    name: "token-1",
    scopes: ["dashboards_read", "monitors_read"],
    ownerId: "00000000-0000-4000-8000-0000000000a1",
    createdAt: "2026-04-08T16:46:16.769Z",
    expiresAt: "2027-04-08T16:46:16.769Z",
    lastUsedAt: null,
  });
});

test("what a new token says is kept, ids in lower case and times in UTC", () => {
  const token = tokens().create({
    tokenId: tokenId.toUpperCase(),
    name: "deploy",
    scopes: [],
    ownerId: "3AD549BF-EBA0-11E9-A77A-0705486660D0",
    createdAt: "2026-01-01T01:00:00+01:00",
    expiresAt: null,
    lastUsedAt: "2026-02-01T00:00:00Z",
  });
  expect(token).toMatchObject({
    tokenId,
    publicPortion: "1dm1op4lL89nV8pt94Tdk8",
    name: "deploy",
    scopes: [],
    ownerId: "3ad549bf-eba0-11e9-a77a-0705486660d0",
    createdAt: "2026-01-01T00:00:00.000Z",
    expiresAt: null,
    lastUsedAt: "2026-02-01T00:00:00.000Z",
  });
});

test("a service token shows its prefix in its public portion", () => {
  const token = tokens().create({ tokenId, type: "service_access_tokens" });
  expect(token.publicPortion).toBe("ddsat_1dm1op4lL89nV8pt94Tdk8");
  expect(token.text).toMatch(/^ddsat_1dm1op4lL89nV8pt94Tdk8_/);
});

test("a token lives until it is revoked and again once it is revived", () => {
  const store = tokens();
  const before = store.create({ tokenId });
  expect(store.isAlive(tokenId)).toBe(true);
  expect(store.revoke(tokenId.toUpperCase()).revokedAt).toBe("2026-04-08T16:46:16.769Z");
  expect(store.isAlive(tokenId)).toBe(false);
  expect(store.revive(tokenId)).toEqual(before);
  expect(store.isAlive(tokenId.toUpperCase())).toBe(true);
  expect(before).not.toHaveProperty("revokedAt");
});

test("a second revocation leaves the time of the first, a revival of the living changes nothing", () => {
  let nowMs = 0;
  const store = new Tokens(() => nowMs);
  store.create({ tokenId });
  expect(store.revive(tokenId)).toBe(store.get(tokenId));
  store.revoke(tokenId);
  nowMs = 1000;
  expect(store.revoke(tokenId).revokedAt).toBe("1970-01-01T00:00:00.000Z");
});

test("a token can be revoked from the start", () => {
  const store = tokens();
  store.create({ tokenId, revoked: true, createdAt: "2026-01-01T00:00:00Z" });
  expect(store.isAlive(tokenId)).toBe(false);
  expect(store.get(tokenId)?.revokedAt).toBe("2026-01-01T00:00:00.000Z");
});

test("an update changes what it names and notes the time", () => {
  const store = tokens();
  store.create({ tokenId, name: "old", scopes: ["dashboards_read"] });
  expect(store.update(tokenId, { name: "new" })).toMatchObject({
    name: "new",
    scopes: ["dashboards_read"],
    modifiedAt: "2026-04-08T16:46:16.769Z",
  });
});

test("the list keeps the order of creation, the revoked included", () => {
  const store = new Tokens();
  const created = [store.create(), store.create({ revoked: true }), store.create()];
  expect(store.list()).toEqual(created);
});

test("an unknown token is not alive and can't be revoked or revived", () => {
  const store = tokens();
  const unknown = new Error(`The simulator knows no token ${tokenId}.`);
  expect(store.get(tokenId)).toBeUndefined();
  expect(store.isAlive(tokenId)).toBe(false);
  expect(() => store.revoke(tokenId)).toThrow(unknown);
  expect(() => store.revive(tokenId)).toThrow(unknown);
});

test("an id can be taken only once", () => {
  const store = tokens();
  store.create({ tokenId });
  expect(() => store.create({ tokenId: tokenId.toUpperCase() })).toThrow(
    new Error(`The simulator can't create token ${tokenId}: the id is already taken.`),
  );
});

test("an ill-formed field is refused by name", () => {
  expect(() => tokens().create({ tokenId: "not-a-uuid" })).toThrow(
    new Error(`The simulator can't create this token: "tokenId" must be a UUID.`),
  );
});
