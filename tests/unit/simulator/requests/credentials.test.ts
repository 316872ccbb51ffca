import {
  judgeCredentials,
  readCredentials,
  secretsOf,
  type ShownCredentials,
} from "../../../../simulator/requests/credentials";
import { Tokens } from "../../../../simulator/tokens/tokens";

const patText = `ddpat_1dm1op4lL89nV8pt94Tdk8_${"A".repeat(36)}`;

test.each<[string, Record<string, string>, ShownCredentials]>([
  ["nothing", {}, { kind: "none" }],
  ["a bearer token", { authorization: "Bearer T" }, { kind: "bearer", token: "T" }],
  ["a scheme in lower case", { authorization: "bearer T" }, { kind: "bearer", token: "T" }],
  ["both keys", { "dd-api-key": "K", "dd-application-key": "A" }, { kind: "keys", apiKey: "K", appKey: "A" }],
  ["only an API key", { "dd-api-key": "K" }, { kind: "none" }],
  ["only an application key", { "dd-application-key": "A" }, { kind: "none" }],
  ["empty keys", { "dd-api-key": "", "dd-application-key": " " }, { kind: "none" }],
  ["an empty bearer", { authorization: "Bearer " }, { kind: "none" }],
  ["another scheme", { authorization: "Basic T" }, { kind: "none" }],
  [
    "an access token as application key",
    { "dd-application-key": patText },
    { kind: "bearer", token: patText },
  ],
  [
    "bearer and keys",
    { authorization: "Bearer T", "dd-api-key": "K", "dd-application-key": "A" },
    { kind: "bearer", token: "T" },
  ],
])("%s is read as what it is", (_what, headers, shown) => {
  expect(readCredentials(headers)).toEqual(shown);
});

test.each<[ShownCredentials, string[]]>([
  [{ kind: "none" }, []],
  [{ kind: "bearer", token: "T" }, ["T"]],
  [{ kind: "keys", apiKey: "K", appKey: "A" }, ["K", "A"]],
])("the secrets of %j are known", (shown, secrets) => {
  expect(secretsOf(shown)).toEqual(secrets);
});

const keys = { kind: "keys", apiKey: "K", appKey: "A" } as const;
const bearer = { kind: "bearer", token: "T" } as const;

test.each([
  ["any keys", keys, undefined, "pass"],
  ["any bearer", bearer, undefined, "pass"],
  ["nothing", { kind: "none" } as const, undefined, 401],
  ["the right keys", keys, { apiKey: "K", appKey: "A" }, "pass"],
  ["a wrong API key", keys, { apiKey: "X", appKey: "A" }, 403],
  ["a wrong application key", keys, { apiKey: "K", appKey: "X" }, 403],
  ["keys where only a bearer is accepted", keys, { bearerToken: "T" }, 403],
  ["the right bearer", bearer, { bearerToken: "T" }, "pass"],
  ["a wrong bearer", bearer, { bearerToken: "X" }, 401],
  ["a bearer where only keys are accepted", bearer, { apiKey: "K", appKey: "A" }, 401],
  ["nothing where something is accepted", { kind: "none" } as const, { bearerToken: "T" }, 401],
  ["keys where nothing is accepted", keys, {}, 403],
])("%s: %j before %j is judged %s", (_what, shown, accepted, verdict) => {
  expect(judgeCredentials(shown, accepted, new Tokens())).toBe(verdict);
});

test.each([[undefined], [{ bearerToken: "other" }]])(
  "a simulated token opens the simulator until it is revoked, where %j is accepted",
  (accepted) => {
    const tokens = new Tokens();
    const { text, tokenId } = tokens.create();
    const verdict = () => judgeCredentials({ kind: "bearer", token: text }, accepted, tokens);
    expect(verdict()).toBe("pass");
    tokens.revoke(tokenId);
    expect(verdict()).toBe(401);
  },
);

test("another text with a simulated token's alias is not that token", () => {
  const tokens = new Tokens();
  const { alias } = tokens.create();
  const shown = { kind: "bearer", token: `ddpat_${alias}_${"A".repeat(36)}` } as const;
  expect(judgeCredentials(shown, { bearerToken: "T" }, tokens)).toBe(401);
});
