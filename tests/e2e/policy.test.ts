import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { otherTokenId, tokenId } from "../support/engine/incident";
import { startGuardedIncident, type GuardedIncident } from "../support/policies/guarded-incident";
import type { RevocationStack } from "../support/engine/revocation-stack";

jest.setTimeout(180_000);

let incident: GuardedIncident;

beforeAll(async () => (incident = await startGuardedIncident()));
afterAll(() => incident.end());

const listedId = "0b1e8a51-0e3d-4b7c-9d53-6c3f6f4d2a10";
const token = (id: string) => incident.datadog.tokens.get(id);
const text = (id: string) => token(id)?.text ?? "no such token";
const portion = (id: string) => `ddpat_${token(id)?.alias ?? "no such token"}`;
const write = (stack: RevocationStack, file: string, content: string) =>
  writeFile(join(stack.workDir, file), content);
const run = (stack: RevocationStack, command: string[], config: unknown = {}) =>
  incident.guarded(stack, command, { config });

/** One resource for each policy, and one that is in order. */
const badProgram = `
import * as pulumi from "@pulumi/pulumi";
import { PersonalAccessTokenRevocation, PersonalAccessTokenRevocationBatch, RevocationList } from "pulumi-datadog-token-revocation";

const config = new pulumi.Config();
const token = config.requireSecret("kept");
class Vault extends pulumi.dynamic.Resource {
  constructor(name: string, contents: pulumi.Input<unknown>) {
    super({ create: async () => ({ id: "vault" }) }, name, { contents });
  }
}

const tokenId = "${tokenId}";
const record = { reason: "printed in a CI log", ticket: "SEC-1" };
const good = new PersonalAccessTokenRevocation("in-order", { tokenId, site: "datadoghq.eu", ...record });
new PersonalAccessTokenRevocation("silent", { tokenId, site: "datadoghq.eu" });
new PersonalAccessTokenRevocationBatch("odd-ticket", { tokenIds: [tokenId], site: "datadoghq.eu", ...record, ticket: "#1" });
new PersonalAccessTokenRevocation("half-known", { tokenId, site: "datadoghq.eu", reason: good.status });
new PersonalAccessTokenRevocation("armed", { tokenId, site: "datadoghq.eu", ...record, revokeOn: "delete" });
new PersonalAccessTokenRevocation("retained", { tokenId, site: "datadoghq.eu", ...record }, { retainOnDelete: true });
new RevocationList("retained-list", { file: "revocations.yaml" }, { retainOnDelete: true });
pulumi.runtime.registerStackTransformation(({ name, props, opts }) => ({
  props,
  opts: name === "overlooked" ? { ...opts, ignoreChanges: ["tokenId"] } : opts,
}));
new PersonalAccessTokenRevocation("overlooked", { tokenId, site: "datadoghq.eu", ...record });
new PersonalAccessTokenRevocation("elsewhere", { tokenId, account: "us", ...record });
new Vault("vault", { app: [good.status, { "app.env": pulumi.interpolate\`TOKEN=\${token}\` }] });

export const leaked = token;
`;

test("a program that breaks every rule is refused by the name of each resource, and nothing secret is printed", async () => {
  const stack = await incident.stackOf("quickstart", {
    config: {
      "datadog:apiKey": { value: "api-key-in-the-open" },
      "datadog:appKey": { value: "app-key-as-a-secret", secret: true },
      "quickstart:kept": { value: text(tokenId), secret: true },
      "quickstart:pasted": { value: text(otherTokenId) },
    },
  });
  await write(stack, "index.ts", badProgram);
  await write(
    stack,
    "revocations.yaml",
    `revocations: [{tokenId: ${listedId}, site: datadoghq.eu, reason: r, ticket: SEC-1}]`,
  );
  await write(stack, "scan.log", `${portion(tokenId)}\n${text(otherTokenId)}\n`);
  const report = join(stack.workDir, "scan.log");
  const { isPassed, printed } = await run(stack, ["preview"], {
    "site-allow-list": { sites: ["datadoghq.eu"] },
    "reported-tokens-are-revoked": { reports: [report, join(stack.workDir, "missing.json")] },
  });
  expect(isPassed).toBe(false);
  const form = String.raw`^[A-Z][A-Z0-9]+-\d+$`;
  const tokenText = "holds a Datadog access token's text";
  expect(violationsIn(printed)).toEqual(
    [
      "silent: its token has no reason.",
      `silent: its token has no ticket; one is of the form ${form}.`,
      `odd-ticket: token ${tokenId} has the ticket "#1", which is not of the form ${form}.`,
      `half-known: its token has no ticket; one is of the form ${form}.`,
      'armed: with revokeOn "delete" its token stays alive until it is taken out or destroyed, and the stack test is none of those that may do so.',
      ...["retained", "retained-list"].map(
        (name) => `${name}: it has the option retainOnDelete, so its end would send no DELETE to Datadog.`,
      ),
      'The resource "overlooked" has ignoreChanges: ["tokenId"]: a token that is declared later would not be revoked, and Pulumi would call that unchanged. Leave it out.',
      "elsewhere: its token is on us5.datadoghq.com, and allowed are: datadoghq.eu.",
      "datadog:apiKey stands in the stack's configuration as plain text.",
      `quickstart:pasted ${tokenText}, in the stack's configuration as plain text.`,
      `vault: its property contents.app[1]["app.env"] ${tokenText}, which is not shown here on purpose.`,
      `vault: its output contents.app[1]["app.env"] ${tokenText}, which is not shown here on purpose.`,
      `quickstart-test: its output leaked ${tokenText}, which is not shown here on purpose.`,
      `${join(stack.workDir, "missing.json")}: no report has this name.`,
      `${report}: 1 token is not revoked by this stack: ${portion(otherTokenId)} at ${report}:2.`,
    ].sort(),
  );
  expect(printed).toContain(
    "can't run policy 'reason-and-ticket' from policy pack 'datadog-token-revocation@v0.1.0' during preview: string value at .reason can't be known during preview",
  );
  for (const secret of [
    text(tokenId).slice(-36),
    text(otherTokenId).slice(-36),
    "key-in-the-open",
    "key-as-a-secret",
  ]) {
    expect(printed).not.toContain(secret);
  }
  expect(incident.datadog.ledger.entries({ method: "DELETE" })).toEqual([]);
});

/** Single and batch, reported and revoked; once the vault has a token, its contents are known only at the end. */
const goodProgram = (vault: string) => `
import * as pulumi from "@pulumi/pulumi";
import { PersonalAccessTokenRevocation, PersonalAccessTokenRevocationBatch } from "pulumi-datadog-token-revocation";

const token = new pulumi.Config().requireSecret("leakedToken");
const record = { reason: "pasted into a support ticket", ticket: "SEC-1235" };
const single = new PersonalAccessTokenRevocation("single", { token, ...record });
new PersonalAccessTokenRevocationBatch("batch", { tokenIds: ["${otherTokenId}"], ...record });
class Vault extends pulumi.dynamic.Resource {
  declare readonly answer: pulumi.Output<string>;
  constructor(name: string, props: pulumi.Inputs) {
    super({ create: async ({ known }) => ({ id: "vault", outs: { answer: [...known].reverse().join("") } }) }, name, { ...props, answer: undefined });
  }
}
${vault}
export const { tokenId, status } = single;
`;

test("a program that is in order is applied, and what goes wrong only then is refused, too", async () => {
  const own = incident.datadog.tokens.create({ name: "revoker" });
  const stack = await incident.stackOf("leaked-token", {
    config: {
      "leaked-token:leakedToken": { value: text(tokenId), secret: true },
      "datadog:bearerToken": { value: own.text, secret: true },
    },
  });
  const config = {
    "reported-tokens-are-revoked": { reports: [join(stack.workDir, "*.log")] },
    "revoke-on-delete": "advisory",
  };
  await write(stack, "scan.log", `${portion(tokenId)}\n${text(otherTokenId)}\n`);
  await write(stack, "clean.log", "no token\n");
  await write(stack, "index.ts", goodProgram(""));
  const first = await run(stack, ["up", "--yes", "--skip-preview"], config);
  expect(violationsIn(first.printed)).toEqual([]);
  expect(first).toMatchObject({ isPassed: true });
  expect([tokenId, otherTokenId].map((id) => incident.datadog.tokens.isAlive(id))).toEqual([false, false]);

  // Nothing is known of the batch then but the record in the state.
  const backwards = text(tokenId).split("").reverse().join("");
  await write(
    stack,
    "index.ts",
    goodProgram(`new Vault("vault", { known: pulumi.secret("${backwards}") });`),
  );
  const second = await run(stack, ["up", "--yes", "--skip-preview"], config);
  expect(second.isPassed).toBe(false);
  expect(violationsIn(second.printed)).toEqual([
    "vault: its output answer holds a Datadog access token's text, which is not shown here on purpose.",
  ]);
});

/** Every mandatory violation's own line, below the policy's description. */
function violationsIn(printed: string): string[] {
  const violations = printed.matchAll(/- \[mandatory\] .*\n.*\n +(.*)/g);
  return [...violations].map(([, message = ""]) => message).sort();
}
