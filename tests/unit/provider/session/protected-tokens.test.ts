import { ProtectedTokens } from "../../../../provider/session/protected-tokens";
import type { Found } from "../../../../provider/session/setting-sources";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const portion = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const ownerId = "3ad549bf-eba0-11e9-a77a-0705486660d0";

const config = (value: string): Found => ({
  value,
  name: "datadog:protectedTokens",
  source: "stack configuration",
});
const environment = (value: string): Found => ({
  value,
  name: "DD_PROTECTED_TOKENS",
  source: "environment",
});

test.each([
  { by: "its id", value: tokenId.toUpperCase(), token: {} },
  { by: "its public portion", value: portion, token: {} },
  { by: "a service token's public portion", value: portion.replace("ddpat", "ddsat"), token: {} },
  { by: "its name", value: "name: break-glass", token: { name: "break-glass" } },
  { by: "its name, with white space around it", value: "name:break-glass", token: { name: " break-glass " } },
  { by: "its name, with an accent of its own", value: "name:secours-é", token: { name: "secours-e\u0301" } },
  { by: "its owner", value: `owner:${ownerId.toUpperCase()}`, token: { ownerId } },
  { by: "one of a list", value: JSON.stringify(["name:a, b", tokenId]), token: {} },
  { by: "one of several with commas", value: `name:other, ${tokenId}`, token: {} },
])("a token is protected by $by", ({ value, token }) => {
  const isProtected = new ProtectedTokens([config(value)]);
  expect(isProtected.problems).toEqual([]);
  expect(isProtected.problemWith({ tokenId, ...token })).toMatch(
    /^is protected: datadog:protectedTokens has its (id|name|owner)/,
  );
});

test("what neither its id nor Datadog's words name is not protected", () => {
  const isProtected = new ProtectedTokens([config(`name:break-glass,owner:${ownerId}`)]);
  expect(isProtected.problemWith({ tokenId })).toBeUndefined();
  expect(isProtected.problemWith({ tokenId, name: "Break-glass", ownerId: tokenId })).toBeUndefined();
});

test("configuration and environment add up: neither lifts what the other protects", () => {
  const isProtected = new ProtectedTokens([config(tokenId), environment("name:pipeline")]);
  expect(isProtected.problemWith({ tokenId })).toContain("datadog:protectedTokens has its id");
  expect(isProtected.problemWith({ tokenId: "other", name: "pipeline" })).toContain(
    'DD_PROTECTED_TOKENS has its name "pipeline"',
  );
});

test.each([
  "break-glass",
  "[1]",
  "[",
  "name:",
  "ddpat_tooShort",
  "owner: ",
  "owner:ann@example.com",
  "owner:Ann",
  `owner:${ownerId}0`,
])("%j protects nothing, which is a problem and not a silence", (value) => {
  expect(new ProtectedTokens([environment(value)]).problems).toEqual([
    expect.stringMatching(/^DD_PROTECTED_TOKENS: expected token ids/),
  ]);
});
