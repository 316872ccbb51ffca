import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CliStack } from "../../support/engine/cli-stack";
import type { Incident } from "../../support/engine/incident";
import { expectHarmless, healthyStack } from "../../support/pipelines/doctors-stack";

jest.setTimeout(120_000);

let incident: Incident;
let stack: CliStack;
beforeAll(async () => ({ incident, stack } = await healthyStack()));
afterEach(() => {
  expectHarmless({ incident, stack });
});
afterAll(() => incident.end());

test("a set-up without a fault is told line by line, and what can't be told is said", async () => {
  const { exitCode, printed } = await stack.gitops(["doctor"]);
  const lines = printed
    .replace(/[\d.]+(?=\n(?:✓ @pulumi|✓ backend))/g, "VERSION")
    .replaceAll(incident.pulumi.folder, "FOLDER")
    .replaceAll(incident.datadog.url.slice("http://".length), "HOST")
    .replace(/logged in as \S+/, "logged in as USER.");
  expect(lines).toBe(
    [
      "✓ Node.js: VERSION",
      "✓ @pulumi/pulumi: a direct dependency, and installed.",
      "✓ pulumi-datadog-token-revocation: a direct dependency, and installed.",
      "✓ Pulumi: VERSION",
      "✓ backend: file://FOLDER/backend, a store of files; logged in as USER.",
      "✓ stack: test",
      "✓ lock: nobody holds the stack.",
      "✓ cap: 25 new revocations a run (datadog:maxRevocations).",
      "? site: DD_API_URL asks HOST in place of datadoghq.com: a rehearsal on this machine. Datadog itself is not asked.",
      "✓ credentials: DD_API_KEY and DD_APP_KEY (environment): Datadog accepts them.",
      "✓ organisation: 00000000-0000-4000-8000-0000000000b1",
      "✓ reading: the list of access tokens is shown, with other people's.",
      "? revoking: everybody's access tokens, as far as is told. Scopes of the application key: not shown, if it has any. Permissions of its user's roles, of those that matter here: org_app_keys_read, org_app_keys_write, service_account_write.",
      "✓ clock: within 60 s of the server's.",
      "✓ list revocations.yaml: no mistake; it names 2 tokens.",
      "✓ onNotFound: a 404 counts as already revoked, not as proven; for 1 of them it is an error (fail).",
      "✓ policies in policy: there, with what it needs.",
      "✓ policies' configuration in policy-config.json: all policies are in force.",
      "",
      "0 wrong, 2 to look at, 16 in order.",
      "",
    ].join("\n"),
  );
  expect(exitCode).toBe(0);
});

test("a lock names the run that holds the stack, and is no fault while that run may live", async () => {
  const locks = join(incident.pulumi.backendFolder, ".pulumi/locks/organization/record/test");
  await mkdir(locks, { recursive: true });
  const owner = { pid: 7, username: "ann", hostname: "runner-7", timestamp: "2026-11-28T08:35:05Z" };
  await writeFile(join(locks, "one.json"), JSON.stringify(owner));
  const { exitCode, printed } = await stack.gitops(["doctor"]);
  await rm(locks, { recursive: true });
  expect(printed).toMatch(
    /^\? lock: the stack is held by a run of ann on runner-7 \(process 7\) since 2026-11-28T08:35:05Z, which may be running\./m,
  );
  expect(exitCode).toBe(0);
});

test.each([
  [
    "org_app_keys_write",
    "✓ revoking: everybody's access tokens. Scopes of the run's own token: org_app_keys_write.",
    0,
  ],
  [
    "metrics_read",
    "✗ revoking: nothing, every DELETE would be refused. Scopes of the run's own token: metrics_read.",
    1,
  ],
])(
  "of the run's own token, the scope %s is read beside its user's roles",
  async (scope, says, exitStatus) => {
    const { text } = incident.datadog.tokens.create({ name: "pipeline", scopes: [scope] });
    const { exitCode, printed } = await stack.gitops(["doctor"], { DD_BEARER_TOKEN: text });
    expect(printed).toContain(says);
    expect(printed).not.toContain(text);
    expect(exitCode).toBe(exitStatus);
  },
);

test("where Datadog shows no roles, that is told, and no fault", async () => {
  const { exitCode, printed } = await stack.gitops(["doctor"], { DD_BEARER_TOKEN: "unseen" });
  expect(printed).toContain(
    "? revoking: it can't be told without a DELETE. Scopes of the bearer token: not shown",
  );
  expect(exitCode).toBe(0);
});

test("an organisation that Datadog does not name is told, and no fault", async () => {
  const { exitCode, printed } = await stack.gitops(["doctor"], { DD_BEARER_TOKEN: "unplaced" });
  expect(printed).toContain("? organisation: Datadog does not say which it is, so no 404 proves");
  expect(exitCode).toBe(0);
});

test("an organisation that Datadog names is told by its name", async () => {
  const id = "00000000-0000-4000-8000-0000000000b1";
  const body = {
    data: { type: "users", id: "u", relationships: { org: { data: { type: "orgs", id } } } },
    included: [{ type: "orgs", id, attributes: { name: "Acme Europe" } }],
  };
  incident.datadog.faults.answer({ path: "/api/v2/current_user" }, [{ status: 200, body }], Infinity);
  const { printed } = await stack.gitops(["doctor"]);
  incident.datadog.faults.clear();
  expect(printed).toContain(`✓ organisation: ${id}, "Acme Europe"`);
});

test("credentials in the stack's configuration are looked at, and a program reads the findings", async () => {
  await stack.pulumi(["config", "set", "--secret", "datadog:bearerToken", "unplaced"]);
  const { printed } = await stack.gitops(["doctor", "--json"]);
  await stack.pulumi(["config", "rm", "datadog:bearerToken"]);
  expect(JSON.parse(printed)).toMatchObject({
    isWell: true,
    findings: expect.arrayContaining([
      {
        state: "good",
        subject: "credentials",
        text: "datadog:bearerToken (stack configuration): Datadog accepts them.",
      },
    ]) as unknown,
  });
});

test("a program of the plugin's is told the settings that the plugin reads, by their names there", async () => {
  await stack.write("Pulumi.yaml", "name: record\nruntime: yaml\n");
  const { printed } = await stack.gitops(["doctor"]);
  const [, advice = ""] = /^\? cap: none: .* Set one: pulumi (.*)$/m.exec(printed) ?? [];
  expect(advice).toBe("config set datadog-token-revocation:maxRevocations 25");
  await stack.pulumi(advice.split(" "));
  const { printed: mended } = await stack.gitops(["doctor"]);
  await stack.pulumi(["config", "rm", "datadog-token-revocation:maxRevocations"]);
  await stack.write("Pulumi.yaml", "name: record\nruntime: nodejs\n");
  expect(mended).toContain("✓ cap: 25 new revocations a run (datadog-token-revocation:maxRevocations).\n");
});
