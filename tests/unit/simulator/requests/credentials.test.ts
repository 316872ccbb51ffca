import {
  readCredentials,
  secretsOf,
  type ShownCredentials,
} from "../../../../simulator/requests/credentials";

const patText = `ddpat_1dm1op4lL89nV8pt94Tdk8_${"A".repeat(36)}`;

test.each<[string, Record<string, string>, ShownCredentials]>([
  ["nothing", {}, { kind: "none" }],
  ["a bearer token", { authorization: "Bearer T" }, { kind: "bearer", token: "T" }],
  ["a scheme in lower case", { authorization: "bearer T" }, { kind: "bearer", token: "T" }],
  ["both keys", { "dd-api-key": "K", "dd-application-key": "A" }, { kind: "keys", apiKey: "K", appKey: "A" }],
  ["only an API key", { "dd-api-key": "K" }, { kind: "apiKey", apiKey: "K" }],
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
    { kind: "bearer", token: "T", apiKey: "K" },
  ],
])("%s is read as what it is", (_what, headers, shown) => {
  expect(readCredentials(headers)).toEqual(shown);
});

test.each<[ShownCredentials, string[]]>([
  [{ kind: "none" }, []],
  [{ kind: "bearer", token: "T" }, ["T"]],
  [{ kind: "bearer", token: "T", apiKey: "K" }, ["T", "K"]],
  [{ kind: "apiKey", apiKey: "K" }, ["K"]],
  [{ kind: "keys", apiKey: "K", appKey: "A" }, ["K", "A"]],
])("the secrets of %j are known", (shown, secrets) => {
  expect(secretsOf(shown)).toEqual(secrets);
});
