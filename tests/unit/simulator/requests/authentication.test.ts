import type { AcceptedCredentials } from "datadog-token-simulator";
import type { ShownCredentials } from "../../../../simulator/requests/credentials";
import { authenticate, type AuthenticationRules } from "../../../../simulator/requests/authentication";
import { completePermissions } from "../../../../simulator/requests/permissions";
import { DelegatedTokens } from "../../../../simulator/tokens/delegated-tokens";
import { Tokens } from "../../../../simulator/tokens/tokens";

const alice = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const bob = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const caller = { userId: alice, serviceAccount: false, permissions: completePermissions() };

function rules(accepted?: readonly AcceptedCredentials[], tokens = new Tokens()): AuthenticationRules {
  const delegatedTokens = new DelegatedTokens(undefined, Date.now);
  return { accepted, caller, tokens, delegatedTokens, deadTokenStatus: 401 };
}

const keys = { kind: "keys", apiKey: "K", appKey: "A" } as const;
const bearer = { kind: "bearer", token: "T" } as const;
const apiKey = { kind: "apiKey", apiKey: "K" } as const;
const none = { kind: "none" } as const;

test.each<[string, ShownCredentials, AcceptedCredentials | undefined, "pass" | 401 | 403]>([
  ["any keys", keys, undefined, "pass"],
  ["any bearer", bearer, undefined, "pass"],
  ["nothing", none, undefined, 401],
  ["an API key alone", apiKey, undefined, 401],
  ["the right keys", keys, { apiKey: "K", appKey: "A" }, "pass"],
  ["a wrong API key", keys, { apiKey: "X", appKey: "A" }, 403],
  ["a wrong application key", keys, { apiKey: "K", appKey: "X" }, 403],
  ["keys where only a bearer is accepted", keys, { bearerToken: "T" }, 403],
  ["the right bearer", bearer, { bearerToken: "T" }, "pass"],
  ["a wrong bearer", bearer, { bearerToken: "X" }, 401],
  ["a bearer where only keys are accepted", bearer, { apiKey: "K", appKey: "A" }, 401],
  ["nothing where something is accepted", none, { bearerToken: "T" }, 401],
  ["keys where nothing is accepted", keys, {}, 403],
])("%s: %j before %j is judged %s", (_what, shown, accepted, verdict) => {
  const judged = authenticate(shown, rules(accepted && [accepted]));
  expect(judged).toEqual(verdict === "pass" ? caller : verdict);
});

test.each<[string, ShownCredentials, "pass" | 401 | 403]>([
  ["the right API key", apiKey, "pass"],
  ["the right API key of a pair whose other half is wrong", { ...keys, appKey: "X" }, "pass"],
  ["the right API key beside a bearer", { ...bearer, apiKey: "K" }, "pass"],
  ["a wrong API key", { ...apiKey, apiKey: "X" }, 403],
  ["a bearer without an API key", bearer, 401],
  ["nothing", none, 401],
])("where the API key alone is asked for, %s is judged as it is", (_what, shown, verdict) => {
  const judged = authenticate(shown, rules([{ apiKey: "K", appKey: "A" }]), "apiKey");
  expect(judged).toEqual(verdict === "pass" ? caller : verdict);
});

test("of several credentials each has its own user and permissions", () => {
  const several = rules([
    { apiKey: "K", appKey: "A" },
    { bearerToken: "T", userId: bob.toUpperCase(), permissions: { read: "own" } },
  ]);
  expect(authenticate(keys, several)).toEqual(caller);
  expect(authenticate(bearer, several)).toEqual({
    userId: bob,
    serviceAccount: false,
    permissions: {
      read: "own",
      revoke: "all",
      othersStatus: 404,
      serviceAccounts: true,
      currentUser: true,
      userAccess: true,
    },
  });
});

test.each([[undefined], [[{ bearerToken: "other" }]]])(
  "a simulated token opens the simulator for its owner until it is revoked, where %j is accepted",
  (accepted) => {
    const tokens = new Tokens();
    const { text, tokenId } = tokens.create({ ownerId: bob });
    const verdict = () => authenticate({ kind: "bearer", token: text }, rules(accepted, tokens));
    expect(verdict()).toEqual({ ...caller, userId: bob });
    tokens.revoke(tokenId);
    expect(verdict()).toBe(401);
  },
);

test("another text with a simulated token's alias is not that token", () => {
  const tokens = new Tokens();
  const { alias } = tokens.create();
  const shown = { kind: "bearer", token: `ddpat_${alias}_${"A".repeat(36)}` } as const;
  expect(authenticate(shown, rules([{ bearerToken: "T" }], tokens))).toBe(401);
});
