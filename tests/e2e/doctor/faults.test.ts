import { rename } from "node:fs/promises";
import { join } from "node:path";
import type { CliStack } from "../../support/engine/cli-stack";
import { tokenId, type Incident } from "../../support/engine/incident";
import { expectHarmless, healthyStack, powerless, readerKeys } from "../../support/pipelines/doctors-stack";

jest.setTimeout(120_000);

let incident: Incident;
let stack: CliStack;
beforeAll(async () => ({ incident, stack } = await healthyStack()));
afterEach(() => {
  expectHarmless({ incident, stack });
});
afterAll(() => incident.end());

/** The file in which the backend keeps the stack of a name. */
function stackFile(name: string): string {
  return join(incident.pulumi.backendFolder, ".pulumi/stacks/record", `${name}.json`);
}

const faults: {
  fault: string;
  environment?: Record<string, string>;
  /** Breaks the set-up; returns what mends it. */
  broken?: () => Promise<unknown>;
  mended?: () => Promise<unknown>;
  says: RegExp[];
}[] = [
  {
    fault: "no credentials",
    environment: { DD_API_KEY: "", DD_APP_KEY: "" },
    says: [/^✗ credentials: No Datadog credentials are set, and nothing was sent\. Set DD_BEARER_TOKEN/m],
  },
  {
    fault: "half a pair of keys",
    environment: { DD_APP_KEY: "" },
    says: [/^✗ credentials: DD_API_KEY is set but DD_APP_KEY is not/m],
  },
  {
    fault: "keys that Datadog does not know",
    environment: { DD_APP_KEY: "another-key" },
    says: [
      /^\? credentials: .*: Datadog accepts the API key\. Of the application key/m,
      /^✗ reading: .*\n.*403/m,
    ],
  },
  {
    fault: "a bearer token that Datadog does not know",
    environment: { DD_BEARER_TOKEN: "another-token" },
    says: [/^✗ credentials: DD_BEARER_TOKEN \(environment\): Datadog does not accept them\. /m],
  },
  {
    fault: "keys that may not read",
    environment: { DD_API_KEY: readerKeys.apiKey, DD_APP_KEY: readerKeys.appKey },
    says: [
      /^✗ reading: the list of access tokens can't be read, so nothing that is revoked can be verified/m,
    ],
  },
  {
    fault: "credentials whose user's roles permit no revocation",
    environment: { DD_BEARER_TOKEN: powerless },
    says: [
      /^✗ revoking: nothing, every DELETE would be refused\..* roles, of those that matter here: org_app_keys_read, service_account_write\./m,
    ],
  },
  {
    fault: "a server that is not there",
    environment: { DD_API_URL: "http://127.0.0.1:9" },
    says: [/^✗ credentials: .*no connection to 127\.0\.0\.1:9/m, /^\? clock: no server told its time/m],
  },
  {
    fault: "an address without encryption",
    environment: { DD_API_URL: "http://gateway.example.com" },
    says: [/^✗ site: DD_API_URL: only https is accepted/m],
  },
  {
    fault: "a site that there is not",
    environment: { DD_SITE: "datadog.example" },
    says: [/^✗ site: DD_SITE names an unknown Datadog site/m],
  },
  {
    fault: "one of two accounts without credentials",
    environment: { DD_ACCOUNTS: "eu", DD_EU_SITE: "datadoghq.eu", DD_EU_API_URL: "http://127.0.0.1:9" },
    says: [
      /^✓ credentials of default: /m,
      /^✗ credentials of eu: No credentials are set for the Datadog account eu/m,
    ],
  },
  {
    fault: "a cap that is no number",
    environment: { DD_MAX_REVOCATIONS: "many" },
    says: [/^✗ settings: DD_MAX_REVOCATIONS must be a whole number from 0, not "many"/m],
  },
  {
    fault: "a stack that there is not",
    broken: () => rename(stackFile("test"), stackFile("elsewhere")),
    mended: () => rename(stackFile("elsewhere"), stackFile("test")),
    says: [/^✗ stack: error: no stack named 'test' found/m],
  },
  {
    fault: "secrets that the passphrase does not open",
    environment: { PULUMI_CONFIG_PASSPHRASE: "another one" },
    broken: () => stack.pulumi(["config", "set", "--secret", "datadog:bearerToken", "from-the-stack"]),
    mended: () => stack.pulumi(["config", "rm", "datadog:bearerToken"]),
    says: [
      /^✗ stack: the configuration of test can't be read, so no update can begin\.\n {4}error: .*passphrase/m,
    ],
  },
  {
    fault: "a backend that does not answer",
    environment: { PULUMI_BACKEND_URL: "file:///no/such/folder" },
    says: [/^✗ backend: it does not answer, or nobody is logged in/m],
  },
  {
    fault: "a database that does not answer, whose password is nobody's to read",
    environment: { PULUMI_BACKEND_URL: "postgres://ci:p@ss@127.0.0.1:9/state" },
    says: [/^✗ backend: it does not answer.*\n {4}error: .*"postgres:\/\/…@127\.0\.0\.1:9\/state"/m],
  },
  {
    fault: "a project's file that is cut off",
    broken: async () => {
      await rename(join(stack.folder, "Pulumi.yaml"), join(stack.folder, "Other.yaml"));
      await stack.write("Pulumi.yaml", "");
    },
    mended: () => rename(join(stack.folder, "Other.yaml"), join(stack.folder, "Pulumi.yaml")),
    says: [/^✗ project: Pulumi\.yaml names no runtime, or can't be read as YAML/m],
  },
  {
    fault: "a manifest that is cut off",
    broken: async () => {
      await rename(join(stack.folder, "package.json"), join(stack.folder, "other.json"));
      await stack.write("package.json", "{");
    },
    mended: () => rename(join(stack.folder, "other.json"), join(stack.folder, "package.json")),
    says: [/^✗ project: package\.json can't be read as JSON/m],
  },
  {
    fault: "no CLI of Pulumi's",
    environment: { PATH: "/no/such/folder" },
    says: [/^✗ Pulumi: its CLI could not be started\. Install it/m],
  },
  {
    fault: "a list with keys that there are not",
    broken: () =>
      stack.write("revocations.yaml", `revocations:\n  - tokenId: ${tokenId}\n    tiket: SEC-1\n`),
    mended: () => stack.list([`tokenId: ${tokenId}`]),
    says: [
      /^✗ list revocations\.yaml: no update can read it\.\n {4}The list.*\n {4}revocations\.yaml:3:5: there is no tiket/m,
    ],
  },
  {
    fault: "a policy pack that was not compiled",
    broken: () => rename(join(stack.folder, "policy/index.js"), join(stack.folder, "policy/main.js")),
    mended: () => rename(join(stack.folder, "policy/main.js"), join(stack.folder, "policy/index.js")),
    says: [/^✗ policies in policy: index\.js, which its package\.json names, is not there/m],
  },
  {
    fault: "a configuration of the policies that is no JSON",
    broken: () => stack.write("policy-config.json", "reason"),
    mended: () => stack.write("policy-config.json", "{}"),
    says: [/^✗ policies' configuration in policy-config\.json: it can't be read as JSON/m],
  },
  {
    fault: "a folder without a project",
    broken: () => rename(join(stack.folder, "Pulumi.yaml"), join(stack.folder, "Other.yaml")),
    mended: () => rename(join(stack.folder, "Other.yaml"), join(stack.folder, "Pulumi.yaml")),
    says: [/^✗ project: there is no Pulumi\.yaml here/m],
  },
];

test.each(faults)("$fault", async ({ environment = {}, broken, mended, says }) => {
  await broken?.();
  const { exitCode, printed } = await stack.gitops(["doctor"], environment);
  await mended?.();
  for (const line of says) {
    expect(printed).toMatch(line);
  }
  expect(exitCode).toBe(1);
});
