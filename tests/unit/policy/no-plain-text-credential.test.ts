import { noPlainTextCredential } from "../../../policy/no-plain-text-credential";
import { keepPlainConfiguration } from "../../../policy/stack/plain-configuration";
import { stackViolations } from "../../support/policies/policy-run";
import { receiveConfiguration as receive } from "../../support/policies/receive-configuration";

const token = `ddpat_1dm1L4TEZgF1mEz9MHpGgW_${"a1B2".repeat(9)}`;

const said = async (config?: Record<string, unknown>) =>
  (await stackViolations(noPlainTextCredential, [], config)).map(({ message }) => message);

test("an engine that tells nothing of the configuration is not taken for one without credentials", async () => {
  expect(await said()).toEqual([expect.stringContaining("so nothing is known of it")]);
  keepPlainConfiguration();
  receive({});
  expect(await said()).toEqual([]);
});

test.each<[string, Record<string, string>, string[], string[]]>([
  [
    "every credential as plain text",
    { "datadog:bearerToken": "b", "datadog:apiKey": "a", "datadog:appKey": "p" },
    [],
    ["datadog:apiKey", "datadog:appKey", "datadog:bearerToken"].map(
      (key) => `${key} stands in the stack's configuration as plain text.`,
    ),
  ],
  [
    "the plugin's credentials as plain text",
    {
      "datadog-token-revocation:appKey": "p",
      "datadog-token-revocation:accounts": JSON.stringify({ eu: { apiKey: "a" } }),
    },
    [],
    [
      "datadog-token-revocation:accounts holds an account's credential, in the stack's configuration as plain text.",
      "datadog-token-revocation:appKey stands in the stack's configuration as plain text.",
    ],
  ],
  [
    "an account's credential as plain text",
    { "datadog:accounts": JSON.stringify({ eu: { site: "datadoghq.eu", apiKey: "a" } }) },
    [],
    ["datadog:accounts holds an account's credential, in the stack's configuration as plain text."],
  ],
  ["accounts without credentials", { "datadog:accounts": '{"eu":{"site":"datadoghq.eu"}}' }, [], []],
  ["a credential as a secret", { "datadog:apiKey": "a" }, ["datadog:apiKey"], []],
  ["an empty credential", { "datadog:apiKey": " " }, [], []],
  ["settings that are no credentials", { "datadog:site": "datadoghq.eu", "acme:tokenId": "id" }, [], []],
  [
    "a token's text under a name of its own, deep in a value",
    { "acme:clients": JSON.stringify({ ci: [{ token }] }) },
    [],
    ["acme:clients holds a Datadog access token's text, in the stack's configuration as plain text."],
  ],
  ["a token's text as a secret", { "acme:leaked": token }, ["acme:leaked"], []],
  ["a token's public portion", { "acme:leaked": "ddpat_1dm1L4TEZgF1mEz9MHpGgW" }, [], []],
  [
    "a token as the credential",
    { "datadog:bearerToken": token },
    [],
    ["datadog:bearerToken holds a Datadog access token's text, in the stack's configuration as plain text."],
  ],
])("of %s", async (_, values, secretKeys, violations) => {
  receive(values, secretKeys);
  expect(await said()).toEqual(violations);
});

test("other keys can be named as credentials", async () => {
  receive({ "acme:password": "p", "datadog:apiKey": "a" });
  expect(await said({ keys: ["acme:password"] })).toEqual([
    "acme:password stands in the stack's configuration as plain text.",
  ]);
});

test("the message goes on to the pack's server as it came", () => {
  expect(receive({ "acme:a": "1" }, ["acme:b"]).toObject()).toMatchObject({
    stack: "prod",
    configMap: [["acme:a", "1"]],
    configSecretKeysList: ["acme:b"],
  });
});
