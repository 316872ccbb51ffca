import { tokenId, otherTokenId } from "../../support/engine/incident";
import type { RecordIncident } from "../../support/engine/record-incident";
import { startTwoOrganizations } from "../../support/engine/two-organizations";

jest.setTimeout(240_000);

let incident: RecordIncident;

afterEach(() => incident.end());

test("the 404 of credentials that nobody can place ends nothing that was seen in an organisation, and drift is not called green", async () => {
  const both = await startTwoOrganizations({ tokens: [{ tokenId }, { tokenId: otherTokenId }] });
  incident = both.incident;
  const { elsewhere } = both;
  const { stack, datadog, isAlive } = incident;
  const unplaced = { DD_API_URL: elsewhere.url };
  for (const path of ["/api/v2/current_user", "/api/v2/validate"]) {
    elsewhere.faults.answer({ path }, [403], Infinity);
  }
  const lent = `new Revocation("lent", { tokenId: "${otherTokenId}", revokeOn: "delete" });`;
  const leaked = `new Revocation("leaked", { tokenId: "${tokenId}" });`;
  await stack.program(leaked, lent);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  const before = await stack.records();

  await stack.program(leaked);
  const removal = await stack.up(unplaced);
  expect(removal.exitCode).not.toBe(0);
  expect(removal.printed).toContain(`"${otherTokenId}" on datadoghq.com`);
  expect(removal.printed).toContain("Which organisation says 404 could not be found out.");
  expect((await stack.destroy(unplaced)).exitCode).not.toBe(0);
  expect(await stack.records()).toMatchObject({ [otherTokenId]: before[otherTokenId] });
  expect(isAlive(otherTokenId)).toEqual([true]);

  await stack.program(leaked, lent);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  datadog.tokens.revive(tokenId);
  await stack.age(3_600);
  const drift = await stack.gitops(["drift"], unplaced);
  expect(drift.printed).toContain(
    `"${tokenId}" on datadoghq.com was not found, which proves nothing here: which organisation these credentials belong to could not be told, and the record names one`,
  );
  expect(drift.exitCode).toBe(5);
  expect(await stack.gitops(["drift"])).toMatchObject({ exitCode: 3 });

  await stack.program(leaked);
  const said = await stack.up({ ...unplaced, DD_ACCEPT_NOT_FOUND: otherTokenId });
  expect(said).toMatchObject({
    exitCode: 0,
    printed: expect.stringContaining(
      `"${otherTokenId}" on datadoghq.com is not known (404): taken for already revoked`,
    ) as string,
  });
});
