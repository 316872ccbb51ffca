import type { CliRun } from "../../support/engine/cli-stack";
import {
  adminCredentials,
  startRecordIncident,
  type RecordIncident,
} from "../../support/engine/record-incident";

jest.setTimeout(240_000);

const owner = "4dee724d-00cc-11ea-a77b-570c9d03c6c5";
/** A user who is shown the own tokens alone, and none of these is one. */
const narrow = {
  bearerToken: "sees-its-own-tokens-alone",
  userId: "0b1e8a51-0e3d-4b7c-9d53-6c3f6f4d2a10",
  permissions: { read: "own", revoke: "own" },
} as const;
const asNarrow = { DD_API_KEY: "", DD_APP_KEY: "", DD_BEARER_TOKEN: narrow.bearerToken };

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident({ credentials: [adminCredentials, narrow] });
});
afterEach(() => incident.end());

test("an armed token whose end meets a 404 to credentials that may not see it stays in the state, and wider ones revoke it", async () => {
  const { datadog, stack, isAlive } = incident;
  const [single, listed] = [1, 2].map(() => datadog.tokens.create({ ownerId: owner }).tokenId) as [
    string,
    string,
  ];
  await stack.list([`{tokenId: ${listed}, revokeOn: delete}`]);
  const list = 'new List("list", { file: "revocations.yaml" });';
  await stack.program(`new Revocation("single", { tokenId: "${single}", revokeOn: "delete" });`, list);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  const { seenBy } = (await stack.records())[single] ?? {};
  expect(seenBy).toMatch(/^[0-9a-f-]{36}$/);

  const isRefused = ({ exitCode, printed }: CliRun, tokenId: string) => {
    expect(exitCode).not.toBe(0);
    expect(printed).toContain(
      `"${tokenId}" on datadoghq.com: 404, which proves nothing here: an earlier run saw it, and these credentials are not known to be shown other users' tokens. Its record stays as it is. Run again with credentials that may read every token (org_app_keys_read), of user ${seenBy ?? ""}, who saw it, or of the token's owner.`,
    );
  };
  await stack.program(list);
  isRefused(await stack.up(asNarrow), single);
  await stack.list([]);
  isRefused(await stack.up(asNarrow), listed);
  expect((await stack.destroy(asNarrow)).exitCode).not.toBe(0);
  const armed = { status: "armed", seenBy };
  expect(await stack.records()).toMatchObject({ [single]: armed, [listed]: armed });
  expect(isAlive(single, listed)).toEqual([true, true]);

  const said = await stack.up({ ...asNarrow, DD_ACCEPT_NOT_FOUND: listed });
  expect(said.printed).toContain(
    `"${listed}" on datadoghq.com is not known (404): taken for already revoked`,
  );
  expect(said.exitCode).not.toBe(0);
  expect(await stack.records()).toMatchObject({ [single]: armed });
  expect(await stack.destroy()).toMatchObject({ exitCode: 0 });
  expect(isAlive(single)).toEqual([false]);
});

test("drift that these credentials may not be shown is told, with an exit status of its own, and not called green", async () => {
  const { datadog, stack } = incident;
  const tokenId = datadog.tokens.create({ ownerId: owner }).tokenId;
  await stack.program(`new Revocation("leaked", { tokenId: "${tokenId}" });`);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(await stack.gitops(["drift"])).toMatchObject({ exitCode: 0 });
  datadog.tokens.revive(tokenId);
  await stack.age(3_600);

  const blind = await stack.gitops(["drift"], asNarrow);
  expect(blind.exitCode).toBe(5);
  expect(blind.printed).toContain(
    `"${tokenId}" on datadoghq.com was not found, which proves nothing here: these credentials are not known to be shown other users' tokens, so it may be alive again, unseen. Look for drift with credentials that may read every token (org_app_keys_read).`,
  );
  expect(blind.printed).toContain("Not every token could be looked for: see the warning above.");
  expect(await stack.gitops(["drift", "--accept-not-found"], asNarrow)).toMatchObject({ exitCode: 0 });
  expect(await stack.refresh(asNarrow)).toMatchObject({
    exitCode: 0,
    printed: expect.stringContaining("it may be alive again, unseen") as string,
  });
  expect(await stack.gitops(["drift"])).toMatchObject({ exitCode: 3 });
});
