import { problemsOfNewToken, isNewToken } from "../../../../simulator/tokens/new-token";

test("a token may say everything, something or nothing", () => {
  const whole = {
    tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840",
    type: "service_access_tokens",
    name: "deploy",
    scopes: ["dashboards_read"],
    ownerId: "3ad549bf-eba0-11e9-a77a-0705486660d0",
    createdAt: "2026-04-08T16:46:16.769Z",
    expiresAt: null,
    lastUsedAt: "2026-04-08",
    revoked: true,
  };
  for (const token of [whole, { name: "deploy" }, { name: undefined }, {}]) {
    expect(problemsOfNewToken(token)).toEqual([]);
    expect(isNewToken(token)).toBe(true);
  }
});

test.each([
  [{ tokenId: "ddpat_x" }, '"tokenId" must be a UUID.'],
  [{ type: "users" }, '"type" must be "personal_access_tokens" or "service_access_tokens".'],
  [{ name: "" }, '"name" must be a non-empty text.'],
  [{ scopes: "dashboards_read" }, '"scopes" must be an array of texts.'],
  [{ scopes: [1] }, '"scopes" must be an array of texts.'],
  [{ ownerId: 7 }, '"ownerId" must be a UUID.'],
  [{ createdAt: null }, '"createdAt" must be an ISO 8601 time.'],
  [{ expiresAt: "tomorrow" }, '"expiresAt" must be an ISO 8601 time or null.'],
  [{ lastUsedAt: "2026-13-01" }, '"lastUsedAt" must be an ISO 8601 time or null.'],
  [{ revoked: "yes" }, '"revoked" must be true or false.'],
  [
    { text: "ddpat_…" },
    '"text" is no field of a token; there are tokenId, type, name, scopes, ownerId, createdAt, expiresAt, lastUsedAt, leak, revoked.',
  ],
])("%j is refused by name", (token, fault) => {
  expect(problemsOfNewToken(token)).toEqual([fault]);
  expect(isNewToken(token)).toBe(false);
});

test("every fault of a token is told", () => {
  expect(problemsOfNewToken({ tokenId: 1, name: "ok", revoked: 0 })).toEqual([
    '"tokenId" must be a UUID.',
    '"revoked" must be true or false.',
  ]);
});

test.each([[null], ["text"], [[]], [7]])("%j is no token", (value) => {
  expect(problemsOfNewToken(value)).toEqual(["a token must be an object."]);
});
