import { noForeignApiHost } from "../../../policy/no-foreign-api-host";
import { keepPlainConfiguration } from "../../../policy/stack/plain-configuration";
import { stackViolations } from "../../support/policies/policy-run";
import { receiveConfiguration as receive } from "../../support/policies/receive-configuration";

const said = async (config?: Record<string, unknown>) =>
  (await stackViolations(noForeignApiHost, [], config)).map(({ message }) => message);

test("an engine that tells nothing of the configuration is not taken for one without an address", async () => {
  expect(await said()).toEqual([expect.stringContaining("so nothing is known of it")]);
  keepPlainConfiguration();
  receive({});
  expect(await said()).toEqual([]);
});

test.each<[string, Record<string, string>, string[]]>([
  ["Datadog's own address", { "datadog:apiUrl": "https://api.datadoghq.eu/api/v2" }, []],
  ["loopback", { "datadog:apiUrl": "http://127.0.0.1:8126" }, []],
  [
    "a host of somebody's own",
    { "datadog:apiUrl": "https://datadog.example.org:8443/api" },
    [
      "datadog:apiUrl sends the credentials to datadog.example.org:8443, which is neither api.<site> nor loopback.",
    ],
  ],
  [
    "a host that only looks like Datadog's",
    { "datadog:apiUrl": "https://api.datadoghq.eu.example.org" },
    [
      "datadog:apiUrl sends the credentials to api.datadoghq.eu.example.org, which is neither api.<site> nor loopback.",
    ],
  ],
  ["no address", { "datadog:apiUrl": "datadog" }, ["datadog:apiUrl is no address."]],
  [
    "an account's address",
    {
      "datadog:accounts": JSON.stringify({
        eu: { apiUrl: "https://example.org" },
        us: { site: "datadoghq.com" },
      }),
    },
    [
      "datadog:accounts.eu.apiUrl sends the credentials to example.org, which is neither api.<site> nor loopback.",
    ],
  ],
  [
    "an address in the plugin's settings",
    {
      "datadog-token-revocation:apiUrl": "https://one.example.org",
      "datadog-token-revocation:accounts": JSON.stringify({ eu: { apiUrl: "https://two.example.org" } }),
    },
    [
      "datadog-token-revocation:apiUrl sends the credentials to one.example.org, which is neither api.<site> nor loopback.",
      "datadog-token-revocation:accounts.eu.apiUrl sends the credentials to two.example.org, which is neither api.<site> nor loopback.",
    ],
  ],
])("of %s", async (_, values, violations) => {
  receive(values);
  expect(await said()).toEqual(violations);
  // Secret or not: it decides where the credentials go.
  receive(values, Object.keys(values));
  expect(await said()).toEqual(violations);
});

test("a host can be allowed", async () => {
  receive({ "datadog:apiUrl": "https://datadog.example.org:8443" });
  expect(await said({ hosts: ["Datadog.example.org:8443"] })).toEqual([]);
});

test("a provider that the program makes is looked at, whatever its name, and one that has the stack's address told once", async () => {
  const type = "pulumi:providers:datadog-token-revocation";
  const props = { apiUrl: "https://own.example.org", apiKey: "k" };
  receive({ "datadog-token-revocation:apiUrl": "https://stack.example.org" });
  const violations = await stackViolations(noForeignApiHost, [
    { type, name: "default_eu", props },
    { type, name: "default_0_1_0", props },
    { type, name: "default", props: { apiUrl: "https://stack.example.org" } },
  ]);
  const sends = (what: string) => `${what}, which is neither api.<site> nor loopback.`;
  expect(violations.map(({ message }) => message)).toEqual([
    sends("datadog-token-revocation:apiUrl sends the credentials to stack.example.org"),
    sends("default_eu: datadog:apiUrl sends the credentials to own.example.org"),
    sends("default_0_1_0: datadog:apiUrl sends the credentials to own.example.org"),
  ]);
});
