import { inspect } from "node:util";
import { ConfigurationError } from "../../../../provider/session/configuration-error";
import { Settings } from "../../../../provider/session/settings";

const settings = (config: Record<string, string>, environment: Record<string, string> = {}) =>
  new Settings({ get: (key) => config[key] }, environment);

test.each([
  {
    rule: "a bearer token in the configuration over everything",
    config: { "datadog:bearerToken": "b", "datadog:apiKey": "k", "datadog:appKey": "a" },
    environment: { DD_BEARER_TOKEN: "e" },
    name: "datadog:bearerToken",
  },
  {
    rule: "keys in the configuration over a bearer token in the environment",
    config: { "datadog:apiKey": "k", "datadog:appKey": "a" },
    environment: { DD_BEARER_TOKEN: "e" },
    name: "datadog:apiKey and datadog:appKey",
  },
  {
    rule: "DD_BEARER_TOKEN over the rest of the environment",
    config: {},
    environment: { DD_BEARER_TOKEN: "e", DATADOG_BEARER_TOKEN: "f", DD_API_KEY: "k", DD_APP_KEY: "a" },
    name: "DD_BEARER_TOKEN",
  },
  {
    rule: "DATADOG_BEARER_TOKEN over the keys",
    config: {},
    environment: { DATADOG_BEARER_TOKEN: "f", DD_API_KEY: "k", DD_APP_KEY: "a" },
    name: "DATADOG_BEARER_TOKEN",
  },
  {
    rule: "the keys in the environment last",
    config: {},
    environment: { DD_API_KEY: "k", DD_APP_KEY: "a" },
    name: "DD_API_KEY and DD_APP_KEY",
  },
  {
    rule: "an empty value counts as not set",
    config: { "datadog:bearerToken": "" },
    environment: { DD_BEARER_TOKEN: "  ", DD_API_KEY: "k", DD_APP_KEY: "a" },
    name: "DD_API_KEY and DD_APP_KEY",
  },
])("credentials: $rule", ({ config, environment, name }) => {
  expect(
    settings(config as Record<string, string>, environment as Record<string, string>)
      .accounts.account()
      .credentials().name,
  ).toBe(name);
});

test.each([
  [
    { "datadog:apiKey": "k" },
    {},
    "datadog:apiKey is set but datadog:appKey is not: Datadog needs both keys, or a bearer token instead.",
  ],
  [
    { "datadog:appKey": "a" },
    { DD_API_KEY: "k", DD_APP_KEY: "a" },
    "datadog:appKey is set but datadog:apiKey is not: Datadog needs both keys, or a bearer token instead.",
  ],
  [
    {},
    { DD_APP_KEY: "a" },
    "DD_APP_KEY is set but DD_API_KEY is not: Datadog needs both keys, or a bearer token instead.",
  ],
])("half a pair of keys is an error: %j %j", (config, environment, message) => {
  expect(() =>
    settings(config as Record<string, string>, environment as Record<string, string>)
      .accounts.account()
      .credentials(),
  ).toThrow(message);
});

test("missing credentials are one error that says what to set and how", () => {
  expect(() => settings({}).accounts.account().credentials()).toThrow(
    "No Datadog credentials are set, and nothing was sent. Set DD_BEARER_TOKEN (a personal or service access token), or DD_API_KEY and DD_APP_KEY, in the environment of pulumi; or in the stack: pulumi config set --secret datadog:bearerToken, or --secret datadog:apiKey and --secret datadog:appKey. They need one of the permissions user_app_keys and org_app_keys_write.",
  );
});

test("credentials print themselves redacted", () => {
  const credentials = settings({}, { DD_API_KEY: "very-secret-key", DD_APP_KEY: "very-secret-app-key" })
    .accounts.account()
    .credentials();
  expect(inspect(credentials, { depth: 5 }) + JSON.stringify(credentials)).not.toContain("very-secret");
});

test.each(["0", "-3", "soon", "Infinity", "1s"])("a time-out of %j is a configuration error", (value) => {
  expect(() => settings({ "datadog:requestTimeoutSeconds": value }).requestTimeoutSeconds()).toThrow(
    `datadog:requestTimeoutSeconds must be a positive number of seconds, not ${JSON.stringify(value)}.`,
  );
  expect(() => settings({}, { DD_RETRY_DEADLINE_SECONDS: value }).retryDeadlineSeconds()).toThrow(
    `DD_RETRY_DEADLINE_SECONDS must be a positive number of seconds, not ${JSON.stringify(value)}.`,
  );
});

test("times come from the configuration, then the environment, then the defaults", () => {
  expect(
    settings(
      { "datadog:requestTimeoutSeconds": "2.5" },
      { DD_REQUEST_TIMEOUT_SECONDS: "7" },
    ).requestTimeoutSeconds(),
  ).toBe(2.5);
  expect(settings({}, { DD_RETRY_DEADLINE_SECONDS: "7" }).retryDeadlineSeconds()).toBe(7);
  expect([settings({}).requestTimeoutSeconds(), settings({}).retryDeadlineSeconds()]).toEqual([10, 300]);
});

test("an address with credentials in it is refused without being shown", () => {
  const read = () =>
    settings({}, { DD_API_URL: "https://user:hidden-password@proxy.example" }).accounts.account().address();
  expect(read).toThrow(/^DD_API_URL/);
  expect(read).not.toThrow(/hidden-password/);
});

test.each(["0", "-1", "1.5", "many"])("a concurrency of %j is a configuration error", (value) => {
  expect(() => settings({ "datadog:concurrency": value }).concurrency()).toThrow(
    `datadog:concurrency must be a whole number from 1, not ${JSON.stringify(value)}.`,
  );
});

test.each(["yes", "TRUE", "1", "no"])(
  "accepting a bare 404 is true or false, and %j is an error",
  (value) => {
    const inConfig = settings({ "datadog:acceptBareNotFound": value });
    const message = `datadog:acceptBareNotFound must be true or false, not ${JSON.stringify(value)}.`;
    expect(() => inConfig.acceptBareNotFound()).toThrow(new ConfigurationError(message));
    expect(inConfig.problems()).toEqual([message]);
    expect(() => settings({}, { DD_ACCEPT_BARE_NOT_FOUND: value }).acceptBareNotFound()).toThrow(
      `DD_ACCEPT_BARE_NOT_FOUND must be true or false, not ${JSON.stringify(value)}.`,
    );
  },
);

test("a bare 404 is accepted if the configuration says so, then the environment, and not by default", () => {
  const environment = { DD_ACCEPT_BARE_NOT_FOUND: "true" };
  expect(settings({ "datadog:acceptBareNotFound": "false" }, environment).acceptBareNotFound()).toBe(false);
  expect(settings({}, environment).acceptBareNotFound()).toBe(true);
  expect(settings({}).acceptBareNotFound()).toBe(false);
});

test("concurrency comes from the configuration, then the environment, then the default", () => {
  expect(settings({ "datadog:concurrency": "4" }, { DD_CONCURRENCY: "8" }).concurrency()).toBe(4);
  expect(settings({}, { DD_CONCURRENCY: "8" }).concurrency()).toBe(8);
  expect(settings({}).concurrency()).toBe(16);
});

test.each([
  [undefined, undefined, "last"],
  ["last", undefined, "last"],
  ["refuse", undefined, "refuse"],
  ["refuse", "last", "refuse"],
  ["last", "refuse", "refuse"],
])(
  "selfRevocation %s in the stack and %s in the environment is %s: either can refuse",
  (stack, run, fate) => {
    const config = stack === undefined ? {} : { "datadog:selfRevocation": stack };
    const environment = run === undefined ? {} : { DD_SELF_REVOCATION: run };
    expect(settings(config, environment).selfRevocation()).toBe(fate);
  },
);

test("another selfRevocation is a problem that names the setting", () => {
  expect(settings({}, { DD_SELF_REVOCATION: "never" }).problems()).toEqual([
    'DD_SELF_REVOCATION must be "last" or "refuse", not "never".',
  ]);
});
