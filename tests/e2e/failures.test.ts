import { startIncident, keys, otherTokenId, tokenId, type Incident } from "../support/engine/incident";
import { expectNoSecret } from "../support/engine/no-secret";
import type { RevocationStack } from "../support/engine/revocation-stack";

jest.setTimeout(240_000);

let incident: Incident;
let stack: RevocationStack;

beforeEach(async () => {
  incident = await startIncident();
  stack = await incident.stackOf("quickstart");
});
afterEach(async () => {
  await expectNoSecret(stack);
  await incident.end();
});

const revocation = async () => (await stack.revocations())["leaked-in-ci"];

test("without credentials a preview works and says once that up will need them, and up says what to set", async () => {
  stack.setEnvironment({ DD_API_KEY: "", DD_APP_KEY: "" });
  await stack.declare({ one: { tokenId }, two: { tokenId: otherTokenId } });
  const { changes, warnings } = await stack.preview();
  expect(changes).toEqual({ create: 3 });
  expect(warnings.filter((warning) => warning.startsWith("pulumi up will need credentials"))).toHaveLength(1);
  expect(await stack.failureOf(stack.up())).toContain(
    "No Datadog credentials are set, and nothing was sent. Set DD_BEARER_TOKEN",
  );
  expect(incident.datadog.ledger.entries()).toEqual([]);
});

test("wrong credentials fail with the token, the site and what to do, and nothing is recorded", async () => {
  stack.setEnvironment({ DD_API_KEY: keys.DD_APP_KEY, DD_APP_KEY: keys.DD_API_KEY });
  const printed = await stack.failureOf(stack.up());
  expect(printed).toContain(`Failed to revoke personal access token "${tokenId}" on datadoghq.com: 403`);
  expect(printed).toMatch(/user_app_keys/);
  expect(printed).toMatch(/org_app_keys_write/);
  expect(await revocation()).toBeUndefined();
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(true);
});

test("every wrong argument is reported at its own property, at once", async () => {
  await stack.declare({
    "leaked-in-ci": { tokenId: "nonsense", site: "datadoghq.org", revokeOn: "never" as "both" },
  });
  const printed = await stack.failureOf(stack.preview());
  expect(printed).toContain(
    "property tokenId value {nonsense} has a problem: expected the token's id, a UUID",
  );
  expect(printed).toContain(
    "property site value {datadoghq.org} has a problem: unknown Datadog site; expected datadoghq.com,",
  );
  expect(printed).toContain(
    'property revokeOn value {never} has a problem: expected "create", "delete" or "both".',
  );
});

test("an unknown token is an error where onNotFound is fail, and a warning where it is accept", async () => {
  const unknown = "7767e407-9c67-4ede-902e-c4b1f3782352";
  await stack.declare({ "leaked-in-ci": { tokenId: unknown, onNotFound: "fail" } });
  expect(await stack.failureOf(stack.up())).toContain(
    "the organisation of these credentials on datadoghq.com does not know this token",
  );
  await stack.declare({ "leaked-in-ci": { tokenId: unknown } });
  const { warnings } = await stack.up();
  expect(warnings.join()).toContain(
    `Personal access token "${unknown}" on datadoghq.com is not known (404): recorded as already revoked, which is accepted and not proven.`,
  );
  const outputs = (await revocation())?.outputs;
  expect(outputs).toMatchObject({
    status: "alreadyRevoked",
    notFoundAt: expect.any(String) as string,
    organization: incident.datadog.organization,
  });
  expect(outputs).not.toHaveProperty("revokedAt");
  expect(outputs).not.toHaveProperty("verifiedAt");
});

test("a storm of 429s is waited out", async () => {
  incident.datadog.faults.answer(
    { method: "DELETE" },
    [{ status: 429, headers: { "X-RateLimit-Reset": "1" } }],
    3,
  );
  await stack.up();
  expect((await revocation())?.outputs).toMatchObject({ status: "revoked" });
  expect(incident.datadog.ledger.entries({ method: "DELETE" }).map(({ status }) => status)).toEqual([
    429, 429, 429, 204,
  ]);
});

test("a DELETE whose answer was lost after it took effect reads revoked", async () => {
  incident.datadog.faults.loseAnswer({ method: "DELETE" });
  await stack.up();
  expect((await revocation())?.outputs).toMatchObject({
    status: "revoked",
    revokedAt: expect.any(String) as string,
  });
});

test("refresh with refused credentials is an error that names --run-program, never a lost revocation", async () => {
  await stack.up();
  stack.setEnvironment({ DD_API_KEY: "wrong", DD_APP_KEY: "wrong" });
  const printed = await stack.failureOf(stack.refresh());
  expect(printed).toContain("--run-program");
  expect((await revocation())?.outputs).toMatchObject({ status: "revoked" });
});

test("keys taken away do not block the destroy of a verified revocation", async () => {
  await stack.up();
  stack.setEnvironment({ DD_API_KEY: "", DD_APP_KEY: "" });
  const { warnings, changes } = await stack.destroy();
  expect(changes).toEqual({ delete: 2 });
  expect(warnings.join()).toContain(
    "was verified as gone before, so its record is deleted although the final DELETE failed: No Datadog credentials",
  );
});
