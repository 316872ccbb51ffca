import { otherTokenId, tokenId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(180_000);

/** The text by which Pulumi stands in for a value that a preview does not know yet. */
const unknownMarker = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

let incident: RecordIncident;

beforeAll(async () => {
  incident = await startRecordIncident({ tokens: [{ tokenId }, { tokenId: otherTokenId }] });
});
afterAll(() => incident.end());
beforeEach(() => incident.datadog.ledger.clear());

test("case 11: Pulumi's marker for an unknown value is no token in a batch and alone, and nothing of them is sent", async () => {
  const { stack, datadog } = incident;
  await stack.program(`new Batch("batch", { tokenIds: ["${tokenId}", "${unknownMarker}"] });`);
  const batch = await stack.up();
  expect(batch.exitCode).not.toBe(0);
  expect(batch.printed).toContain(
    `"${unknownMarker}": this is the value that Pulumi puts in the place of one that is not known yet`,
  );

  await stack.program(`new Revocation("single", { tokenId: "${unknownMarker}" });`);
  const single = await stack.up();
  expect(single.printed).toContain("tokenId (its UUID) is required");
  expect(single.exitCode).not.toBe(0);
  expect(datadog.ledger.entries()).toEqual([]);
  expect(await stack.records()).toEqual({});
});

test("case 12: ignoreChanges of what names the token, and an armed token whose end sends nothing, are refused", async () => {
  const { stack, datadog } = incident;
  const ignoring = [
    `new Revocation("r", { tokenId }, { ignoreChanges: ["tokenId"] })`,
    `new Revocation("r", { tokenId }, { ignoreChanges: ["site"] })`,
    `new Revocation("r", { tokenId }, { ignoreChanges: ["revokeOn"] })`,
    `new Revocation("r", { tokenId }, { ignoreChanges: ["*"] })`,
    `new Batch("r", { tokenIds: [tokenId] }, { ignoreChanges: ["tokenIds"] })`,
    `new List("r", { file: "revocations.yaml" }, { ignoreChanges: ["revocations"] })`,
    `new List("r", { file: "revocations.yaml" }, { ignoreChanges: ["file"] })`,
    `new ServiceRevocation("r", { tokenId }, { ignoreChanges: ["serviceAccountId"] })`,
    `new Batch("r", { tokenIds: [tokenId] }, { ignoreChanges: ["account"] })`,
  ];
  await stack.list([`{tokenId: ${otherTokenId}, revokeOn: delete}`]);
  await stack.program(
    `const tokenId = "${tokenId}";`,
    'const refused = (make) => { try { make(); console.log("not refused"); } catch (error) { console.log(error.message); } };',
    ...ignoring.map((make) => `refused(() => ${make});`),
    'const other = new Revocation("other", { tokenId });',
    'new List("armed", { file: "revocations.yaml" }, { retainOnDelete: true, deletedWith: other });',
  );
  const { exitCode, printed } = await stack.preview();
  expect(exitCode).not.toBe(0);
  const properties = ["tokenId", "site", "revokeOn", "*", "tokenIds", "revocations", "file"];
  for (const property of [...properties, "serviceAccountId", "account"]) {
    expect(printed).toContain(
      `The resource "r" has ignoreChanges: ["${property}"]: a token that is declared later would not be revoked`,
    );
  }
  expect(printed).not.toContain("not refused");
  for (const option of ["retainOnDelete", "deletedWith"]) {
    expect(printed).toContain(`with the resource option ${option}, the end of this resource sends no DELETE`);
  }
  for (const make of [
    `new Revocation("r", { tokenId: "${otherTokenId}", revokeOn: "delete" }, { retainOnDelete: true })`,
    `new ServiceRevocation("r", { tokenId: "${otherTokenId}", revokeOn: "delete" }, { deletedWith: other })`,
    `new Batch("r", { tokenIds: ["${otherTokenId}"], revokeOn: "delete" }, { retainOnDelete: true })`,
  ]) {
    await stack.program(`const other = new Revocation("other", { tokenId: "${tokenId}" });`, `${make};`);
    const refused = await stack.preview();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.printed).toContain("the end of this resource sends no DELETE");
  }
  expect(datadog.ledger.entries({ method: "DELETE" })).toEqual([]);
});

test("case 11: in a list Pulumi's marker is told at its place, the others are revoked, and the run fails at its end", async () => {
  const { stack, datadog } = incident;
  await stack.list([`tokenId: ${tokenId}`, `tokenId: ${unknownMarker}`]);
  await stack.program('new List("list", { file: "revocations.yaml" });');
  const list = await stack.up();
  expect(list.exitCode).not.toBe(0);
  expect(list.printed).toContain(
    `revocations.yaml:3:14: ${unknownMarker}: this is the value that Pulumi puts in the place of one that is not known yet, and no token's id.`,
  );
  expect(datadog.tokens.isAlive(tokenId)).toBe(false);
  expect(Object.keys(await stack.records())).toEqual([tokenId]);
});
