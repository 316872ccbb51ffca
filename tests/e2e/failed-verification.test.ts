import { startIncident, tokenId, type Incident } from "../support/engine/incident";
import { expectNoSecret } from "../support/engine/no-secret";
import type { RevocationStack } from "../support/engine/revocation-stack";

jest.setTimeout(240_000);

/** A stack whose only up has failed, since its token stayed alive; by now the token is gone. */
interface FailedStack {
  incident: Incident;
  stack: RevocationStack;
  printed: string;
}

let refreshed: FailedStack;
let goneOnWith: FailedStack;

async function failVerification(): Promise<FailedStack> {
  const incident = await startIncident();
  const stack = await incident.stackOf("quickstart");
  incident.datadog.faults.keepAlive(tokenId);
  const printed = await stack.failureOf(stack.up());
  incident.datadog.faults.clear();
  incident.datadog.tokens.revoke(tokenId);
  return { incident, stack, printed };
}

beforeAll(async () => {
  // Verification takes half a minute to give up: once for both.
  [refreshed, goneOnWith] = await Promise.all([failVerification(), failVerification()]);
});
afterEach(async () => {
  for (const { stack } of [refreshed, goneOnWith]) {
    await expectNoSecret(stack);
  }
});
afterAll(async () => {
  for (const { incident } of [refreshed, goneOnWith]) {
    await incident.end();
  }
});

const outputsOf = async (stack: RevocationStack) => (await stack.revocations())["leaked-in-ci"]?.outputs;

test("a token that stays alive is kept as failed, and the next up goes on from there, also after a refresh", async () => {
  const { stack, printed } = refreshed;
  expect(printed).toContain("Datadog accepted the DELETE but still says that the token is alive");
  const failed = await outputsOf(stack);
  expect(failed).toMatchObject({ status: "revoked", revokedAt: expect.any(String) as string });
  expect(failed).not.toHaveProperty("verifiedAt");
  await stack.refresh();
  await stack.up();
  const mended = await outputsOf(stack);
  expect(mended).toMatchObject({
    status: "revoked",
    revokedAt: failed?.["revokedAt"],
    verifiedAt: expect.any(String) as string,
  });
  expect(mended).not.toHaveProperty("unfinished");
  expect((await stack.up()).changes).toEqual({ same: 2 });
  await stack.destroy();
});

test("a failed verification is gone on with by the next up, without a refresh between", async () => {
  const { incident, stack } = goneOnWith;
  incident.datadog.ledger.clear();
  expect((await stack.up()).changes).toEqual({ same: 1, update: 1 });
  expect(incident.datadog.ledger.entries({ tokenId }).map(({ method }) => method)).toEqual(["GET"]);
  expect(await outputsOf(stack)).toMatchObject({
    status: "revoked",
    verifiedAt: expect.any(String) as string,
  });
});
