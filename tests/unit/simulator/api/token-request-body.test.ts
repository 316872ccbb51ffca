import { readCreateRequest, readUpdateRequest } from "../../../../simulator/api/token-request-body";

const nowMs = Date.parse("2026-04-08T00:00:00Z");
const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const attributes = { name: "deploy", scopes: ["dashboards_read"], expires_at: "2026-04-09T00:00:00Z" };

function creation(changes: object = {}, type = "personal_access_tokens"): string {
  return JSON.stringify({ data: { type, attributes: { ...attributes, ...changes } } });
}

function change(changed: object, id: string = tokenId): string {
  return JSON.stringify({ data: { type: "personal_access_tokens", id, attributes: changed } });
}

test("a creation names its token, scopes and end", () => {
  expect(readCreateRequest(creation(), nowMs)).toEqual({
    name: "deploy",
    scopes: ["dashboards_read"],
    expiresAt: "2026-04-09T00:00:00Z",
  });
});

test.each([
  ["", "the body must be a JSON:API document"],
  ["{", "the body must be a JSON:API document"],
  ["[]", "the body must be a JSON:API document"],
  ['{"data": []}', "the body must be a JSON:API document"],
  [creation({}, "users"), 'data.type must be "personal_access_tokens"'],
  ['{"data": {"type": "personal_access_tokens"}}', "data.attributes.name must be a non-empty string"],
  [creation({ name: "" }), "data.attributes.name must be a non-empty string"],
  [creation({ scopes: "all" }), "data.attributes.scopes must be an array of strings"],
  [creation({ expires_at: null }), "data.attributes.expires_at must be an ISO 8601 time"],
  [
    creation({ expires_at: "2026-04-08T23:59:59Z" }),
    "data.attributes.expires_at must be at least 24 hours in the future",
  ],
])("the creation %s is refused", (body, fault) => {
  expect(readCreateRequest(body, nowMs)).toBe(fault);
});

test.each([
  [{ name: "new" }, { name: "new" }],
  [{ scopes: [] }, { scopes: [] }],
  [
    { name: "new", scopes: ["a"], expires_at: "ignored" },
    { name: "new", scopes: ["a"] },
  ],
  [{}, {}],
])("the update %j asks for %j", (changed, asked) => {
  expect(readUpdateRequest(change(changed), tokenId)).toEqual(asked);
});

test("an update may write the id in any letter case", () => {
  expect(readUpdateRequest(change({}, tokenId.toUpperCase()), tokenId)).toEqual({});
});

test.each([
  ["null", "the body must be a JSON:API document"],
  [change({}, "61c07794-df2a-4403-a6ad-caa6bb70dae2"), "data.id must be the id in the path"],
  [change({ name: 7 }), "data.attributes.name must be a non-empty string"],
  [change({ scopes: [7] }), "data.attributes.scopes must be an array of strings"],
])("the update %s is refused", (body, fault) => {
  expect(readUpdateRequest(body, tokenId)).toBe(fault);
});
