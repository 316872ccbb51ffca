import fc from "fast-check";
import { readPath } from "../../../../simulator/requests/request-path";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const tokens = "/api/v2/personal_access_tokens";
const accounts = "/api/v2/service_accounts";
const accountId = "48e5159f-e308-11ef-bcfc-2666505bfd8f";

test.each([
  [tokens, { resource: "tokens" }],
  [`${tokens}?filter=x`, { resource: "tokens" }],
  [`${tokens}/${tokenId}`, { resource: "token", tokenId }],
  [`${tokens}/${tokenId.toUpperCase()}?x=1`, { resource: "token", tokenId }],
  [`${tokens}/not-a-uuid`, { resource: "token" }],
  [`${tokens}/`, {}],
  [`${tokens}/${tokenId}/more`, {}],
  [`${tokens}x`, {}],
  [`${accounts}/${accountId}/access_tokens?sort=name`, { resource: "serviceTokens" }],
  [`${accounts}/${accountId}/access_tokens/${tokenId.toUpperCase()}`, { resource: "serviceToken", tokenId }],
  [`${accounts}/${accountId}/access_tokens/not-a-uuid`, { resource: "serviceToken" }],
  [`${accounts}/${accountId}/access_tokens/`, {}],
  [`${accounts}/${accountId}/access_tokens/${tokenId}/more`, {}],
  [`${accounts}/not-a-uuid/access_tokens/${tokenId}`, {}],
  [`${accounts}/${accountId}/application_keys`, {}],
  ["/api/v1/validate", {}],
  ["/api/v2/current_user", { resource: "identity" }],
  ["/api/v2/validate?x=1", { resource: "identity" }],
  ["/api/v2/validate_keys", { resource: "identity" }],
  ["/api/v2/current_user/application_keys", {}],
  [`/api/v2/users/${accountId}/permissions`, { resource: "identity" }],
  ["/api/v2/users/not-a-uuid/permissions", {}],
  [`/api/v2/users/${accountId}`, {}],
  ["/", {}],
])("%s is read as %j", (url, path) => {
  expect(readPath(url)).toEqual(path);
});

test("no URL makes the reader throw", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(tokens, accounts),
      fc.string(),
      (path, tail) => void readPath(`${path}/${tail}`),
    ),
  );
});
