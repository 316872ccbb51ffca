import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keys, startIncident, type Incident } from "../support/engine/incident";
import { hidingPlaces, plantedRepository, type HidingPlace } from "../support/leaks/planted-repository";
import { scanRepository } from "../support/leaks/scan-repository";

jest.setTimeout(240_000);

let incident: Incident;

beforeEach(async () => {
  incident = await startIncident({ tokens: 8 });
});
afterEach(() => incident.end());

test("what gitleaks finds in a repository, history included, is revoked by pulumi up, and no decoy is touched", async () => {
  const { tokens } = incident.datadog;
  const serviceToken = tokens.create({ type: "service_access_tokens", name: "of a service account" });
  const personal = tokens.list().filter(({ type }) => type === "personal_access_tokens");
  const texts = Object.fromEntries(
    hidingPlaces.map((place, index) => [
      place,
      place === "inJsonLog" ? serviceToken.text : (personal[index]?.text ?? ""),
    ]),
  ) as Record<HidingPlace, string>;
  const stack = await incident.stackOf("revocation-list");
  const { folder, decoys } = plantedRepository(join(stack.workDir, "leaky"), texts);
  await scanRepository(folder, join(stack.workDir, "leaks.json"));

  const list = (entry: string) =>
    writeFile(join(stack.workDir, "revocations.yaml"), `revocations:\n  - ${entry}\n`);
  await list("{reports: leaks.json, ticket: SEC-1}");
  const { outputs } = await stack.up();
  const planted = [...personal.slice(0, hidingPlaces.length - 1), serviceToken].map(({ tokenId }) => tokenId);
  expect((outputs["revocations"]?.value as { tokenId: string }[]).map(({ tokenId }) => tokenId)).toEqual(
    planted.sort(),
  );
  const deleted = incident.datadog.ledger.entries({ method: "DELETE" }).map(({ tokenId }) => tokenId);
  expect(deleted.sort()).toEqual(planted.sort());
  expect(tokens.list().filter(({ tokenId }) => !tokens.isAlive(tokenId))).toHaveLength(planted.length);
  const { entries } = (await stack.revocations())["revocations"]?.outputs ?? {};
  expect(JSON.stringify(entries)).toContain("deploy/production.env:1 in commit ");

  const kept = (await stack.everythingKept()) + stack.transcript;
  const secrets = [...Object.values(texts), ...decoys.map(({ text }) => text), ...Object.values(keys)];
  for (const secret of secrets) {
    expect(kept.includes(secret)).toBe(false);
  }
  // The report itself stays where the scanner put it.
  expect(await readFile(join(stack.workDir, "leaks.json"), "utf8")).toContain(serviceToken.text);
});
