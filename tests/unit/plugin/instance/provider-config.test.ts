import { changedInputs, configOf, environmentOf } from "../../../../plugin/instance/provider-config";
import { problemsOfConfig } from "../../../../plugin/instance/provider-problems";
import { unknownValue } from "../../../../provider/schema/unknown";

const noCredentials = (name: string) =>
  `The provider "${name}" has no credentials, and those of the environment are not used for it, since they may be another organisation's. ` +
  "Give it bearerToken (a personal or service access token), or apiKey and appKey, or accounts.";

const environment = {
  DD_API_KEY: "key",
  DD_APP_KEY: "app key",
  DD_BEARER_TOKEN: "bearer",
  DATADOG_BEARER_TOKEN: "bearer",
  DD_SITE: "datadoghq.eu",
  DD_API_URL: "http://127.0.0.1:1",
  DD_ACCOUNTS: "prod-eu",
  DD_PROD_EU_API_KEY: "key of prod",
  DD_PROD_EU_BEARER_TOKEN: "bearer of prod",
  DD_PROD_EU_SITE: "datadoghq.eu",
  DD_PROD_EU_DELEGATED_TOKEN: "github",
  DD_DELEGATED_TOKEN: "github",
  DD_DELEGATED_TOKEN_AUDIENCE: "audience",
  DD_PROTECTED_TOKENS: "name:break-glass",
  DD_MAX_REVOCATIONS: "3",
  DD_ALLOWED_API_HOSTS: "gateway.example.org",
  HTTPS_PROXY: "http://proxy.example.org",
};

test.each([
  "default",
  "default_0_2_0",
  "default_0_2_0_alpha_1",
  "default_0_2_0_https_/example.org/plugins",
  "default_github_/api.github.com/acme/revocations",
])("the provider %s, which Pulumi makes by itself, has the environment's credentials", (name) => {
  expect(environmentOf(name, environment)).toEqual(environment);
  expect(problemsOfConfig(name, {}, environment)).toEqual([]);
  const configured = { ...environment, PULUMI_CONFIG: '{"site":"datadoghq.eu","accounts":"{\\"eu\\":{}}"}' };
  const inputs = { site: "datadoghq.eu", accounts: '{"eu":{}}', version: "0.1.0" };
  expect(problemsOfConfig(name, inputs, configured)).toEqual([]);
});

test.each(["eu", "default-eu", "default_eu", "default_eu_1", "defaults", "default/eu"])(
  "the provider %s, which a program makes, has none of them, and what protects tokens all the same",
  (name) => {
    expect(environmentOf(name, environment)).toEqual({
      DD_PROTECTED_TOKENS: "name:break-glass",
      DD_MAX_REVOCATIONS: "3",
      DD_ALLOWED_API_HOSTS: "gateway.example.org",
      HTTPS_PROXY: "http://proxy.example.org",
    });
    expect(problemsOfConfig(name, { site: "datadoghq.eu" }, environment)).toEqual([noCredentials(name)]);
  },
);

test.each(["default", "default_0_2_0"])(
  "a provider that a program makes by the name %s is told by inputs that the stack does not have",
  (name) => {
    const stack = { ...environment, PULUMI_CONFIG: '{"apiUrl":"http://127.0.0.1:1"}' };
    expect(problemsOfConfig(name, { site: "datadoghq.eu" }, stack)).toEqual([noCredentials(name)]);
    expect(problemsOfConfig(name, { apiUrl: "http://127.0.0.1:2" }, stack)).toEqual([noCredentials(name)]);
    expect(problemsOfConfig(name, { site: "datadoghq.eu", bearerToken: "token" }, stack)).toEqual([]);
  },
);

test.each([
  { bearerToken: "token" },
  { apiKey: "key", appKey: "app key" },
  { accounts: { eu: { site: "datadoghq.eu", bearerToken: "token" } } },
  { accounts: { eu: { site: "datadoghq.eu", bearerToken: unknownValue } } },
  { bearerToken: unknownValue },
])("a provider that brings %o has credentials", (inputs) =>
  expect(problemsOfConfig("eu", inputs, environment)).toEqual([]),
);

test.each([
  { bearerToken: "" },
  { apiKey: " ", appKey: "" },
  { accounts: {} },
  { accounts: { eu: { site: "datadoghq.eu" } } },
  { accounts: { eu: { site: "datadoghq.eu", bearerToken: "" } } },
])("a provider that brings %o has none, and so is told before anything is asked", (inputs) =>
  expect(problemsOfConfig("eu", inputs, environment)).toEqual([noCredentials("eu")]),
);

const whole = "ddpat_1dm1op4lL89nV8pt94Tdk8_0123456789abcdefghijklmnopqrstuvwxyz";

test.each([
  ["protectedTokens", [whole]],
  ["site", whole],
  ["apiUrl", `https://api.datadoghq.com/${whole}`],
])(
  "a %s that is a token's whole text is refused without it, since it would get into the state",
  (name, value) => {
    const problems = problemsOfConfig("eu", { bearerToken: whole, [name]: value }, environment);
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name}: a token's text stands here`))]);
    expect(problems.join()).not.toContain("0123456789");
  },
);

test.each([
  [{ apiKey: "key" }, "datadog:apiKey is set but datadog:appKey is not"],
  [{ bearerToken: "token", site: "nowhere.example" }, "datadog:site names an unknown Datadog site"],
  [{ bearerToken: "token", apiUrl: "http://127.0.0.1:1/?x=1" }, "datadog:apiUrl"],
  [{ bearerToken: "token", concurrency: 0 }, "datadog:concurrency must be a whole number"],
])("what is wrong with %o is told of the provider, and not of each of its resources", (inputs, words) => {
  expect(problemsOfConfig("eu", inputs, environment)).toEqual([expect.stringContaining(words)]);
});

test("inputs that are not known yet are not judged", () => {
  const inputs = { bearerToken: "token", site: unknownValue, concurrency: unknownValue };
  expect(problemsOfConfig("eu", inputs, environment)).toEqual([]);
});

test("inputs of every type are settings, which are text", () => {
  const config = configOf({
    site: "datadoghq.eu",
    describe: false,
    maxRevocations: 3,
    accounts: { eu: { site: "datadoghq.eu" } },
    protectedTokens: ["name:break-glass"],
  });
  expect(
    ["site", "describe", "maxRevocations", "accounts", "protectedTokens", "apiUrl"].map((name) =>
      config.get(`datadog:${name}`),
    ),
  ).toEqual([
    "datadoghq.eu",
    "false",
    "3",
    '{"eu":{"site":"datadoghq.eu"}}',
    '["name:break-glass"]',
    undefined,
  ]);
});

test("a change of inputs is told by their names", () => {
  expect(changedInputs({ site: "datadoghq.eu", apiKey: "a" }, { apiKey: "b", appKey: "c" })).toEqual([
    "site",
    "apiKey",
    "appKey",
  ]);
});
