import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startIncident, type Incident } from "../support/engine/incident";
import { expectNoSecret } from "../support/engine/no-secret";
import type { RevocationStack } from "../support/engine/revocation-stack";

jest.setTimeout(240_000);

let incident: Incident;
let stack: RevocationStack;

/** The last two tokens are declared by their text, all others by their id. */
const program = `
import { readFileSync } from "node:fs";
import { PersonalAccessTokenRevocationBatch } from "pulumi-datadog-token-revocation";
const { tokenIds, tokens, reason } = JSON.parse(readFileSync("batch.json", "utf8"));
const batch = new PersonalAccessTokenRevocationBatch("incident", { tokenIds, tokens, reason });
export const { revokedCount, alreadyRevokedCount, revocations } = batch;
`;

beforeEach(async () => {
  incident = await startIncident({ tokens: 153 });
  stack = await incident.stackOf("quickstart");
  await writeFile(join(stack.workDir, "index.ts"), program);
});
afterEach(async () => {
  await expectNoSecret(
    stack,
    incident.datadog.tokens.list().map(({ text }) => text),
  );
  expect(incident.datadog.ledger.violations()).toEqual([]);
  await incident.end();
});

const all = () => incident.datadog.tokens.list();
const declare = (tokenIds: string[], tokens: string[] = [], reason = "CI log") =>
  writeFile(join(stack.workDir, "batch.json"), JSON.stringify({ tokenIds, tokens, reason }));
const revokedInOrder = () =>
  incident.datadog.ledger.entries({ method: "DELETE" }).map(({ tokenId = "" }) => tokenId);
const declareMost = () =>
  declare(
    all()
      .slice(0, 148)
      .map(({ tokenId }) => tokenId),
    all()
      .slice(148, 150)
      .map(({ text }) => text),
  );

test("a batch is previewed, revoked, recorded, left alone, added to, taken from and destroyed", async () => {
  await declareMost();
  const preview = await stack.preview();
  expect(preview.printed).toContain("Personal access tokens on datadoghq.com: 150 to be revoked.");
  expect(incident.datadog.ledger.entries({ method: "DELETE" })).toEqual([]);

  const { outputs } = await stack.up();
  expect(outputs).toMatchObject({ revokedCount: { value: 150 }, alreadyRevokedCount: { value: 0 } });
  const revocations = outputs["revocations"]?.value as {
    tokenId: string;
    status: string;
    verifiedAt: string;
  }[];
  expect(revocations.map(({ tokenId }) => tokenId)).toEqual(
    all()
      .slice(0, 150)
      .map(({ tokenId }) => tokenId)
      .sort(),
  );
  expect(revocations.every(({ status, verifiedAt }) => status === "revoked" && verifiedAt !== "")).toBe(true);
  expect(new Set(revokedInOrder()).size).toBe(150);
  expect(incident.datadog.ledger.count({ method: "GET" })).toBeLessThan(10);

  incident.datadog.ledger.clear();
  expect((await stack.up()).changes).toEqual({ same: 2 });
  expect((await stack.refresh()).changes).toEqual({ same: 2 });
  expect(revokedInOrder()).toEqual([]);

  await declare(
    all()
      .slice(1)
      .map(({ tokenId }) => tokenId)
      .reverse(),
  );
  const changed = await stack.up();
  expect(changed.printed).toContain("Personal access tokens (149 unchanged):");
  expect(changed.printed).toContain(
    `${all()[0]?.tokenId ?? ""} on datadoghq.com: taken out, stays revoked, since Datadog has no way back; one more DELETE makes sure`,
  );
  for (const { tokenId } of all().slice(150)) {
    expect(changed.printed).toContain(`${tokenId} on datadoghq.com: new, to be revoked`);
  }
  expect(revokedInOrder().sort()).toEqual(
    [all()[0], ...all().slice(150)].map((token) => token?.tokenId ?? "").sort(),
  );

  incident.datadog.ledger.clear();
  await stack.destroy();
  const asked = incident.datadog.ledger.entries().map(({ method, path }) => `${method} ${path}`);
  expect(asked.sort()).toEqual(["GET /api/v2/current_user", "GET /api/v2/personal_access_tokens"]);
});

test("a partial failure keeps what was done, and after a refresh the next up asks for the rest alone", async () => {
  await declareMost();
  const failing = all()
    .slice(10, 13)
    .map(({ tokenId }) => tokenId)
    .sort();
  for (const tokenId of failing) {
    incident.datadog.faults.answer({ method: "DELETE", tokenId }, [403]);
  }
  const printed = await stack.failureOf(stack.up());
  expect(printed).toContain(
    "3 of 150 personal access tokens could not be dealt with on datadoghq.com. The other 147 are done and recorded",
  );
  expect(printed).toContain("Likewise 2 more:");
  for (const tokenId of failing) {
    expect(printed).toContain(tokenId);
  }

  await stack.refresh();
  incident.datadog.ledger.clear();
  expect((await stack.up()).changes).toEqual({ same: 1, update: 1 });
  expect(revokedInOrder().sort()).toEqual(failing);
  expect(
    all()
      .slice(0, 150)
      .some(({ tokenId }) => incident.datadog.tokens.isAlive(tokenId)),
  ).toBe(false);
});

test("wrong arguments are reported at their places, without a token's text", async () => {
  await declare(["nonsense", all()[0]?.text ?? ""], [(all()[1]?.text ?? "").replace("_", "_0")]);
  const printed = await stack.failureOf(stack.preview());
  expect(printed).toContain(
    "property tokenIds[1] value {<nil>} has a problem: this is a token's text, not its id",
  );
  expect(printed).toContain(
    "property tokens[0] value {<nil>} has a problem: this looks like a Datadog access token whose public portion has more or fewer",
  );
  expect(printed).toContain("expected the token's id, a UUID");
});
