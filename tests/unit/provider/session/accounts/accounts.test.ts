import fc from "fast-check";
import { Settings } from "../../../../../provider/session/settings";

const read = (accounts: unknown, environment: Record<string, string> = {}) =>
  new Settings(
    { get: (key) => (key === "datadog:accounts" ? JSON.stringify(accounts) : undefined) },
    environment,
  );

test("an account has a site and credentials of its own, from the stack and from the environment", () => {
  const { accounts } = read(
    { prod: { site: "datadoghq.eu" }, "us-gov": { site: "app.ddog-gov.com", apiKey: "k", appKey: "a" } },
    { DD_PROD_BEARER_TOKEN: "token", DD_PROD_SITE: "datadoghq.com", DD_BEARER_TOKEN: "other" },
  );
  expect(accounts.names).toEqual(["prod", "us-gov"]);
  expect(accounts.account("prod").site()).toBe("datadoghq.eu");
  expect(accounts.account("prod").credentials()).toMatchObject({
    kind: "bearer",
    name: "DD_PROD_BEARER_TOKEN",
  });
  expect(accounts.account("us-gov").site()).toBe("ddog-gov.com");
  expect(accounts.account("us-gov").credentials().name).toBe(
    "datadog:accounts.us-gov.apiKey and datadog:accounts.us-gov.appKey",
  );
});

test("DD_ACCOUNTS declares accounts that the environment alone knows", () => {
  const { accounts } = read(undefined, {
    DD_ACCOUNTS: "Prod, us-gov",
    DD_US_GOV_SITE: "us2.ddog-gov.com",
    DD_US_GOV_API_KEY: "k",
    DD_US_GOV_APP_KEY: "a",
    DD_PROD_API_URL: "http://127.0.0.1:8126/api/v2/",
  });
  expect(accounts.names).toEqual(["prod", "us-gov"]);
  expect(accounts.account("us-gov").site()).toBe("us2.ddog-gov.com");
  expect(accounts.account("us-gov").credentials().name).toBe("DD_US_GOV_API_KEY and DD_US_GOV_APP_KEY");
  expect(accounts.account("prod").address()).toMatchObject({ url: "http://127.0.0.1:8126" });
});

test("of an address the environment's word counts before the stack's, with a name and without", () => {
  const config: Record<string, string> = {
    "datadog:apiUrl": "http://127.0.0.1:1",
    "datadog:accounts": JSON.stringify({ prod: { apiUrl: "http://127.0.0.1:2" } }),
  };
  const urlsWith = (environment: Record<string, string>) => {
    const { accounts } = new Settings({ get: (key) => config[key] }, environment);
    return [undefined, "prod"].map((name) => accounts.account(name).address().url);
  };
  expect(urlsWith({})).toEqual(["http://127.0.0.1:1", "http://127.0.0.1:2"]);
  expect(urlsWith({ DD_API_URL: "http://127.0.0.1:3", DD_PROD_API_URL: "http://127.0.0.1:4" })).toEqual([
    "http://127.0.0.1:3",
    "http://127.0.0.1:4",
  ]);
});

test("an account's credentials are never those of another, nor of the settings without a name", () => {
  const { accounts } = read({ prod: {} }, { DD_BEARER_TOKEN: "other", DD_API_KEY: "k", DD_APP_KEY: "a" });
  expect(accounts.account("prod").hasCredentials()).toBe(false);
  expect(() => accounts.account("prod").credentials()).toThrow(
    "No credentials are set for the Datadog account prod, and nothing was sent with it. Set DD_PROD_BEARER_TOKEN",
  );
});

test.each([
  { name: "prod", environment: {}, asked: ["prod", "eu"] },
  {
    name: "and default if it has credentials",
    environment: { DD_API_KEY: "k" },
    asked: ["default", "prod", "eu"],
  },
])("any account is each that is declared: $name", ({ environment, asked }) => {
  const { accounts } = read({ prod: {}, eu: {} }, environment);
  expect(accounts.asked().map(({ name }) => name)).toEqual(asked);
});

test("any account is the one without a name if nothing declares others", () => {
  expect(
    read(undefined)
      .accounts.asked()
      .map(({ name }) => name),
  ).toEqual(["default"]);
});

test.each([
  { wrong: "a list", given: ["prod"], problem: "datadog:accounts must be a map of accounts by name" },
  {
    wrong: "an account that is text",
    given: { prod: "secret-text" },
    problem: "datadog:accounts.prod must be a map of site",
  },
  { wrong: "a reserved name", given: { any: {} }, problem: "datadog:accounts: no account may be called any" },
  { wrong: "the flat settings' name", given: { default: {} }, problem: "no account may be called default" },
  {
    wrong: "a name with capitals",
    given: { Prod: {} },
    problem: "an account's name consists of lower-case letters",
  },
  {
    wrong: "an unknown setting",
    given: { prod: { token: "secret-text" } },
    problem: "datadog:accounts.prod has a setting that there is not",
  },
  {
    wrong: "a number",
    given: { prod: { apiKey: 12 } },
    problem: "datadog:accounts.prod.apiKey must be text",
  },
  {
    wrong: "an unknown site",
    given: { prod: { site: "example.org" } },
    problem: "datadog:accounts.prod.site names an unknown Datadog site",
  },
])("$wrong is told, and nothing of it is shown", ({ given, problem }) => {
  const problems = read(given).problems();
  expect(problems).toEqual([expect.stringContaining(problem)]);
  expect(problems.join()).not.toContain("secret-text");
});

test("an account that nothing declares is named, with those that there are", () => {
  expect(() => read({ prod: {} }).accounts.account("eu")).toThrow(
    'there is no account "eu"; declared are prod.',
  );
});

test("no text makes the reader fail, and none of it is shown", () => {
  const marker = fc.stringMatching(/^[A-Z0-9]{24}$/);
  fc.assert(
    fc.property(fc.jsonValue(), marker, (value, secret) => {
      const shapes = [
        value,
        { prod: value },
        { prod: { apiKey: value } },
        { [secret]: { [secret]: secret } },
      ];
      for (const shape of shapes) {
        const { accounts } = read(shape, { DD_ACCOUNTS: secret });
        expect([...accounts.problems].join()).not.toContain(secret);
        for (const name of accounts.names) {
          expect(accounts.account(name).name).toBe(name);
        }
      }
    }),
    { seed: 12, numRuns: 300 },
  );
});
