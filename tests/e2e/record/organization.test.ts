import { tokenId, otherTokenId } from "../../support/engine/incident";
import {
  adminCredentials,
  startRecordIncident,
  type RecordIncident,
} from "../../support/engine/record-incident";
import {
  rightOrganization,
  startTwoOrganizations,
  wrongOrganization,
} from "../../support/engine/two-organizations";

jest.setTimeout(180_000);

let incident: RecordIncident;

afterEach(() => incident.end());

test("case 1: a token that another organisation does not know is recorded and not proven, and revoked by the next up with the right credentials", async () => {
  const both = await startTwoOrganizations({ tokens: [{ tokenId }, { tokenId: otherTokenId }] });
  const { elsewhere } = both;
  incident = both.incident;
  const { datadog, stack, deletes, isAlive, text } = incident;
  const wrong = { DD_API_URL: elsewhere.url };
  await stack.list([`{tokenId: ${otherTokenId}}`]);
  await stack.program(
    `new Revocation("single", { tokenId: ${JSON.stringify(tokenId)} });`,
    'new List("list", { file: "revocations.yaml" });',
  );
  await stack.write("leak.log", `${text(tokenId)}\n${text(otherTokenId)}\n`);
  const alert = {
    number: 7,
    secret_type: "datadog_personal_access_token",
    secret: text(tokenId),
    html_url: "https://github.com/acme/app/security/secret-scanning/7",
  };
  await stack.write("alerts.json", JSON.stringify([alert]));

  const first = await stack.up(wrong);
  expect(first).toMatchObject({ exitCode: 0 });
  expect(first.printed).toContain(
    `"${tokenId}" on datadoghq.com is not known (404): recorded as already revoked, which is accepted and not proven.`,
  );
  const accepted = {
    status: "alreadyRevoked",
    organization: wrongOrganization,
    notFoundAt: expect.any(String) as string,
  };
  expect(await stack.records()).toMatchObject({ [tokenId]: accepted, [otherTokenId]: accepted });
  expect(Object.values(await stack.records()).filter((record) => "verifiedAt" in record)).toEqual([]);

  const unproven = await stack.gitops(["proof", "leak.log"]);
  expect(unproven.exitCode).toBe(1);
  expect(unproven.printed).toContain(
    `✗ ddpat_${datadog.tokens.get(tokenId)?.alias ?? ""} (${tokenId}): accepted as already revoked on a 404, and not proven, not found `,
  );
  expect(unproven.printed).toContain(`on datadoghq.com, organisation ${wrongOrganization}, by single`);
  expect(unproven.printed).not.toContain("✓");
  expect(await stack.gitops(["proof", "alerts.json", "--alerts"])).toEqual({ exitCode: 0, printed: "" });
  const told = await stack.gitops(["proof", "leak.log", "--accept-not-found"]);
  expect(told.exitCode).toBe(0);
  expect(told.printed).toMatch(
    /✓ .*accepted as already revoked on a 404, and not proven, .*accepted by --accept-not-found/,
  );

  elsewhere.ledger.clear();
  const quiet = await stack.up(wrong);
  expect(quiet.printed).toContain("3 unchanged");
  expect(elsewhere.ledger.entries().map(({ path }) => path)).toEqual(["/api/v2/current_user"]);

  const second = await stack.up();
  expect(second).toMatchObject({ exitCode: 0 });
  expect(deletes()).toEqual([tokenId, otherTokenId].sort());
  const proven = {
    status: "revoked",
    organization: rightOrganization,
    verifiedAt: expect.any(String) as string,
  };
  expect(await stack.records()).toMatchObject({ [tokenId]: proven, [otherTokenId]: proven });
  expect(await stack.gitops(["proof", "leak.log"])).toMatchObject({ exitCode: 0 });
  expect((await stack.gitops(["proof", "alerts.json", "--alerts"])).printed).toBe("7\n");

  datadog.tokens.revive(tokenId);
  const drift = await stack.gitops(["drift"], wrong);
  expect(drift.exitCode).toBe(1);
  expect(drift.printed).toContain(
    `is recorded in organisation ${rightOrganization}, and these credentials belong to organisation ${wrongOrganization}`,
  );
  expect(await stack.records()).toMatchObject({ [tokenId]: proven, [otherTokenId]: proven });

  datadog.tokens.revoke(tokenId);
  elsewhere.ledger.clear();
  const destroyed = await stack.destroy(wrong);
  expect(destroyed).toMatchObject({ exitCode: 0 });
  expect(destroyed.printed).toContain(
    `was proven gone in organisation ${rightOrganization}, and these credentials belong to another: its record is deleted all the same.`,
  );
  expect(isAlive(tokenId, otherTokenId)).toEqual([false, false]);
});

test("case 1: a service token's id, a token that is too young to be found and one that these credentials do not see are not proven, and a refresh asks again: then the list tells whose the first one is", async () => {
  const own = {
    bearerToken: "sees-its-own-tokens-alone",
    userId: rightOrganization,
    permissions: { read: "own", revoke: "own" },
  } as const;
  incident = await startRecordIncident({ credentials: [adminCredentials, own] });
  const { datadog, stack, isAlive } = incident;
  const service = datadog.tokens.create({ type: "service_access_tokens" }).tokenId;
  const young = datadog.tokens.create({ ownerId: own.userId }).tokenId;
  const another = datadog.tokens.create().tokenId;
  const seen = datadog.tokens.create({ ownerId: own.userId }).tokenId;
  datadog.faults.hide(young);
  const all = [service, young, another, seen];
  await stack.program(`new Batch("batch", { tokenIds: ${JSON.stringify(all)} });`);

  const first = await stack.up({ DD_API_KEY: "", DD_APP_KEY: "", DD_BEARER_TOKEN: own.bearerToken });
  expect(first.exitCode).toBe(0);
  const accepted = {
    status: "alreadyRevoked",
    organization: datadog.organization,
    notFoundAt: expect.any(String) as string,
  };
  expect(await stack.records()).toMatchObject({
    [service]: accepted,
    [young]: accepted,
    [another]: accepted,
    [seen]: { status: "revoked", verifiedAt: expect.any(String) as string },
  });
  expect(isAlive(...all)).toEqual([true, true, true, false]);

  datadog.faults.clear();
  const second = await stack.up({}, "--refresh");
  expect(second.exitCode).not.toBe(0);
  expect(second.printed).toContain("alive although their revocation is recorded");
  expect(second.printed).toContain("Datadog says that this is a service access token of service account");
  expect(isAlive(...all)).toEqual([true, false, false, false]);
  const records = await stack.records();
  const proven = { status: "revoked", verifiedAt: expect.any(String) as string };
  expect(records).toMatchObject({
    [service]: { unfinished: "aliveAgain" },
    [young]: proven,
    [another]: proven,
  });
  expect(records[service]).not.toHaveProperty("verifiedAt");
});
