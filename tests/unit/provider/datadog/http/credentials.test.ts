import { inspect } from "node:util";
import { Secret } from "../../../../../provider/datadog/http/secret";
import type { Credentials } from "../../../../../provider/datadog/http/credentials";
import { credentialHeaders, secretsOf } from "../../../../../provider/datadog/http/credentials";

const bearer: Credentials = {
  kind: "bearer",
  token: new Secret("bearer-value"),
  source: "environment",
  name: "DD_BEARER_TOKEN",
};
const keys: Credentials = {
  kind: "keys",
  apiKey: new Secret("api-value"),
  appKey: new Secret("app-value"),
  source: "stack configuration",
  name: "datadog:apiKey and datadog:appKey",
  appKeyName: "datadog:appKey",
};

test("a bearer token goes into one header", () => {
  expect(credentialHeaders(bearer)).toEqual({ Authorization: "Bearer bearer-value" });
});

test("a key pair goes into Datadog's two headers", () => {
  expect(credentialHeaders(keys)).toEqual({ "DD-API-KEY": "api-value", "DD-APPLICATION-KEY": "app-value" });
});

test("of a key pair, the API key may go alone; of a bearer token there is no such part", () => {
  expect(credentialHeaders(keys, { apiKeyAlone: true })).toEqual({ "DD-API-KEY": "api-value" });
  expect(credentialHeaders(bearer, { apiKeyAlone: true })).toEqual({ Authorization: "Bearer bearer-value" });
});

test.each([bearer, keys])(
  "every value is known to redaction, and printing the credentials shows none (%#)",
  (credentials) => {
    const values = secretsOf(credentials).map((secret) => secret.reveal());
    const printed = inspect(credentials, { depth: 5 }) + JSON.stringify(credentials);
    expect(
      Object.values(credentialHeaders(credentials)).map((value) => value.replace("Bearer ", "")),
    ).toEqual(values);
    expect(values.filter((value) => printed.includes(value))).toEqual([]);
  },
);
