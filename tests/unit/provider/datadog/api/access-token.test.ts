import fc from "fast-check";
import { accessTokenIn, tokenPageIn } from "../../../../../provider/datadog/api/access-token";

const id = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const bodyWith = (attributes: unknown, relationships: unknown = {}) =>
  JSON.stringify({ data: { id, type: "personal_access_tokens", attributes, relationships } });

test("everything that a record needs is read from a body as recorded", () => {
  const body = bodyWith(
    {
      name: "deploy",
      scopes: ["metrics_read", "logs_write"],
      public_portion: "1dm1op4lL89nV8pt94Tdk8",
      created_at: "2026-01-02T03:04:05.678901+00:00",
      expires_at: "2027-01-02T03:04:05Z",
      last_used_at: "2026-03-04T05:06:07+02:00",
    },
    { owned_by: { data: { id: "0a1b", type: "users" } } },
  );
  expect(accessTokenIn(body)).toEqual({
    tokenId: id,
    name: "deploy",
    ownerId: "0a1b",
    scopes: ["metrics_read", "logs_write"],
    createdAt: "2026-01-02T03:04:05.678Z",
    expiresAt: "2027-01-02T03:04:05.000Z",
    lastUsedAt: "2026-03-04T03:06:07.000Z",
  });
});

test.each([
  ["null", { name: null, scopes: null, created_at: null, expires_at: null, last_used_at: null }],
  [
    "of another type",
    { name: 7, scopes: "metrics_read", created_at: 1_767_323_045, expires_at: {}, last_used_at: [] },
  ],
  ["empty", { name: "", created_at: " ", last_used_at: "" }],
  ["missing", {}],
])("what is %s is absent", (_name, attributes) => {
  expect(accessTokenIn(bodyWith(attributes, { owned_by: { data: null } }))).toEqual({ tokenId: id });
});

test("an empty list of scopes is one, and what is no scope is left out of a list", () => {
  expect(accessTokenIn(bodyWith({ scopes: [] }))).toEqual({ tokenId: id, scopes: [] });
  expect(accessTokenIn(bodyWith({ scopes: ["a", null, 7, "b"] }))).toEqual({
    tokenId: id,
    scopes: ["a", "b"],
  });
});

test.each(["2026-01-02", "2026-01-02T03:04:05", "yesterday", "7", "2026-99-02T03:04:05Z"])(
  "the time %j, which is none without doubt, stays as Datadog wrote it",
  (text) => {
    expect(accessTokenIn(bodyWith({ created_at: text }))).toEqual({ tokenId: id, createdAt: text });
  },
);

test("an id in capitals is the same token", () => {
  expect(accessTokenIn(JSON.stringify({ data: { id: id.toUpperCase() } }))).toEqual({ tokenId: id });
});

test.each([
  [{ revoked_at: "2026-01-02T03:04:05Z" }],
  [{ revoked: true }],
  [{ disabled: true }],
  [{ status: "revoked" }],
  [{ status: "Disabled" }],
  [{ status: "deleted" }],
  [{ status: "EXPIRED" }],
])("%j says that the token no longer works, on its own and in a list", (attributes) => {
  const token = { tokenId: id, isRevoked: true };
  expect(accessTokenIn(bodyWith(attributes))).toEqual(token);
  const data = [{ id, type: "personal_access_tokens", attributes }];
  expect(tokenPageIn(JSON.stringify({ data }))?.tokens).toEqual([token]);
});

test.each([
  [{ revoked_at: null, revoked: false, disabled: false, status: "active" }],
  [{ revoked_at: "", revoked: "false", disabled: null, status: null }],
  [{ revoked_at: 0, disabled: "no", status: "inactive" }],
  [{ name: "revoked", scopes: ["disabled"] }],
])("%j does not say so", (attributes) => {
  expect(accessTokenIn(bodyWith(attributes))).not.toHaveProperty("isRevoked");
});

test("a token's text that somebody used as the name does not get through", () => {
  const name = `ddpat_1dm1op4lL89nV8pt94Tdk8_${"s".repeat(36)}`;
  expect(accessTokenIn(bodyWith({ name }))?.name).toBe("ddpat_1dm1op4lL89nV8pt94Tdk8_[REDACTED]");
});

test.each([
  "",
  "<html>",
  "null",
  "[]",
  "{}",
  '{"data":null}',
  '{"data":[]}',
  '{"data":{}}',
  '{"data":{"id":7}}',
])("the body %j describes no token", (body) => {
  expect(accessTokenIn(body)).toBeUndefined();
});

test("no body makes reading a token fail", () => {
  const damaged = fc
    .jsonValue()
    .map((value) => JSON.stringify({ data: { id, attributes: value, relationships: value } }));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), damaged), (body) => {
      accessTokenIn(body);
    }),
  );
});
