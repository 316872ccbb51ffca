import { startIncident, tokenId, type Incident } from "../support/incident";
import type { RevocationStack } from "../support/revocation-stack";

jest.setTimeout(180_000);

let incident: Incident;
let stack: RevocationStack;

beforeEach(async () => {
  incident = await startIncident();
  stack = await incident.stackOf("quickstart");
  await stack.declare({ lent: { tokenId, revokeOn: "delete" } });
  await stack.up();
});
afterEach(() => incident.end());

const outputs = async () => (await stack.revocations())["lent"]?.outputs;

test("an armed revocation leaves its token alive until the end, and keeps standing through a refresh", async () => {
  expect(await outputs()).toMatchObject({ status: "armed", evidence: { name: "CI metrics" } });
  expect((await stack.refresh()).changes).toEqual({ same: 2 });
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(true);
  await stack.destroy();
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
});

test("removal from the program revokes", async () => {
  await stack.declare({});
  expect((await stack.up()).changes).toEqual({ same: 1, delete: 1 });
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
});

test("an armed revocation whose token is gone reads alreadyRevoked after a refresh", async () => {
  incident.datadog.tokens.revoke(tokenId);
  await stack.refresh();
  expect(await outputs()).toMatchObject({
    status: "alreadyRevoked",
    verifiedAt: expect.any(String) as string,
  });
  expect((await stack.up()).changes).toEqual({ same: 2 });
});

test.each(["create", "both"] as const)("a change of revokeOn to %s revokes now", async (revokeOn) => {
  await stack.declare({ lent: { tokenId, revokeOn } });
  expect((await stack.up()).changes).toEqual({ same: 1, update: 1 });
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
  expect(await outputs()).toMatchObject({ status: "revoked", verifiedAt: expect.any(String) as string });
});
