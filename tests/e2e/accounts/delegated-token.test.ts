import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { CliStack } from "../../support/engine/cli-stack";
import { startIncident, tokenId, type Incident } from "../../support/engine/incident";

jest.setTimeout(120_000);

const requestToken = "request-token-that-must-not-leak";
const proof = "header.claims-that-must-not-leak.signature";

let incident: Incident;
let stack: CliStack;
let github: Server;
const asked: (string | undefined)[] = [];

beforeAll(async () => {
  incident = await startIncident({ credentials: [], delegation: { proofs: [proof] } });
  // GitHub's part: a job with id-token: write may ask for a proof of what it is.
  github = createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.end(JSON.stringify({ value: proof }));
  });
  await once(github.listen(0, "127.0.0.1"), "listening");
  stack = await CliStack.create(incident.pulumi, {
    DD_API_URL: incident.datadog.url,
    DD_DELEGATED_TOKEN: "github",
  });
  await stack.program(`new Revocation("leak", { tokenId: "${tokenId}" });`);
});
afterAll(async () => {
  github.close();
  await incident.end();
});

const ofTheJob = () => ({
  ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}/token?version=1`,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
});

test("outside of a job of GitHub Actions the setting is an error that says what is missing", async () => {
  const { exitCode, printed } = await stack.up();
  expect(exitCode).toBe(1);
  expect(printed).toContain(
    "DD_DELEGATED_TOKEN is github, and this is no job of GitHub Actions with the permission",
  );
});

test("the identity of a job revokes a token, verified and recorded, without any stored credential", async () => {
  expect(await stack.up(ofTheJob())).toMatchObject({ exitCode: 0 });
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
  expect(await stack.outputs("leak")).toMatchObject({
    status: "revoked",
    verifiedAt: expect.any(String) as string,
    organization: incident.datadog.organization,
  });
  expect(asked).toContain(`Bearer ${requestToken}`);
  expect(incident.datadog.ledger.violations()).toEqual([]);
});

test("a doctor looks at the identity of the job, too", async () => {
  const { printed } = await stack.gitops(["doctor"], ofTheJob());
  expect(printed).toContain("✓ credentials: DD_DELEGATED_TOKEN (environment): Datadog accepts them.\n");
  expect(printed).toContain(
    "? revoking: everybody's access tokens, as far as is told. Scopes of the job's token: not shown, if it has any.",
  );
});

test("neither the proof, nor what asks for it, nor the token is printed or kept", async () => {
  const exported = await stack.pulumi(["stack", "export"]);
  for (const secret of [requestToken, proof, "delegated-"]) {
    expect(exported.printed + stack.transcript).not.toContain(secret);
  }
});
