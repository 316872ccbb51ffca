import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startIncident, keys, tokenId, type Incident } from "../../support/engine/incident";

jest.setTimeout(180_000);

let incident: Incident;

beforeEach(async () => {
  incident = await startIncident();
});
afterEach(() => incident.end());

/** The token comes from the environment: the engine writes stack configuration to its own -v=9 log. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import { PersonalAccessTokenRevocation } from "pulumi-datadog-token-revocation";
const token = process.env.LEAKED_TOKEN ?? "";
new PersonalAccessTokenRevocation("by-text", { token, reason: "posted as " + token });
new PersonalAccessTokenRevocation("by-secret-text", { token: pulumi.secret(token) });
`;

test("neither the leaked token nor a key is in the state, in the output or in the engine's most verbose log", async () => {
  const leaked = incident.datadog.tokens.get(tokenId)?.text ?? "";
  const stack = await incident.stackOf("quickstart", { environment: { LEAKED_TOKEN: leaked } });
  await writeFile(join(stack.workDir, "index.ts"), program);
  await stack.up({ verbose: true });
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
  const everything = (await stack.everythingKept()) + stack.transcript;
  expect(everything).toContain(tokenId);
  expect(stack.transcript).toContain("eventSink::");
  const secrets = [leaked, leaked.slice(-36), ...Object.values(keys)];
  for (const secret of secrets) {
    expect(everything.includes(secret)).toBe(false);
  }
});

test.each([
  [
    "a damaged token",
    '{ token: (process.env.LEAKED_TOKEN ?? "").replace("_", "_0") }',
    "token",
    "this looks like a Datadog access token whose public portion has more or fewer than 22 characters",
  ],
  [
    "a token given as tokenId",
    "{ tokenId: process.env.LEAKED_TOKEN }",
    "tokenId",
    "this is a token's text, not its id",
  ],
])("%s is refused without its text", async (_what, args, property, reason) => {
  const leaked = incident.datadog.tokens.get(tokenId)?.text ?? "";
  const stack = await incident.stackOf("quickstart", { environment: { LEAKED_TOKEN: leaked } });
  await writeFile(join(stack.workDir, "index.ts"), programWith(args));
  const printed = await stack.failureOf(stack.up({ verbose: true }));
  expect(printed).toContain(`property ${property} value {<nil>} has a problem: ${reason}`);
  const everything = (await stack.everythingKept()) + stack.transcript;
  for (const secret of [leaked, leaked.slice(-36)]) {
    expect(everything.includes(secret)).toBe(false);
  }
  expect(incident.datadog.ledger.entries()).toEqual([]);
});

function programWith(args: string): string {
  return `
import { PersonalAccessTokenRevocation } from "pulumi-datadog-token-revocation";
new PersonalAccessTokenRevocation("leaked", ${args});
`;
}
