import {
  adminCredentials,
  startRecordIncident,
  type RecordIncident,
} from "../../support/engine/record-incident";

jest.setTimeout(240_000);

const serviceAccountId = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const tokenId = "7767e407-9c67-4ede-902e-c4b1f3782352";
const own = {
  bearerToken: "sees-its-own-tokens-alone",
  userId: "4dee724d-00cc-11ea-a77b-570c9d03c6c5",
  permissions: { read: "own", revoke: "own" },
} as const;
const asOwn = { DD_API_KEY: "", DD_APP_KEY: "", DD_BEARER_TOKEN: own.bearerToken };

let incident: RecordIncident;

afterEach(() => incident.end());

test("a refresh whose list shows a service token records its account, so that credentials whose list does not show it revoke it instead of believing that it is gone", async () => {
  incident = await startRecordIncident({
    credentials: [adminCredentials, own],
    tokens: [{ tokenId, type: "service_access_tokens", ownerId: serviceAccountId }],
  });
  const { stack, isAlive } = incident;
  await stack.program(`new ServiceRevocation("leaked", { tokenId: "${tokenId}" });`);
  expect(await stack.up(asOwn)).toMatchObject({ exitCode: 0 });
  const accepted = await stack.outputs("leaked");
  expect(accepted).toMatchObject({ status: "alreadyRevoked", notFoundAt: expect.any(String) as string });
  expect(accepted).not.toHaveProperty("serviceAccountId");

  expect(await stack.refresh()).toMatchObject({ exitCode: 0 });
  const seen = await stack.outputs("leaked");
  expect(seen).toMatchObject({ unfinished: "aliveAgain", serviceAccountId });

  expect(await stack.up(asOwn)).toMatchObject({ exitCode: 0 });
  expect(isAlive(tokenId)).toEqual([false]);
  expect(incident.deletes()).toEqual([tokenId]);
  const proven = await stack.outputs("leaked");
  expect(proven).toMatchObject({ status: "revoked", verifiedAt: expect.any(String) as string });
});
