import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { proofsIn } from "../../../cli/gitops/record/proof";
import { tokenId } from "../../support/engine/incident";
import { gitleaksReportOf } from "../../support/leaks/gitleaks-report";
import { listText } from "../../support/pipelines/list-text";
import { TeamRuns } from "../../support/pipelines/team-runs";

jest.setTimeout(240_000);

let runs: TeamRuns;
beforeAll(async () => (runs = await TeamRuns.start()));
afterAll(() => runs.end());

test("what was revoked and can't be pushed waits in a pull request, and no merge takes it out of the record meanwhile", async () => {
  const { incident, team } = runs;
  const leaked = incident.datadog.tokens.create({ name: "leaked while main was protected" });
  const hook = join(incident.pulumi.folder, "origin.git/hooks/update");
  await writeFile(hook, '#!/bin/sh\n[ "$1" != refs/heads/main ]\n', { mode: 0o755 });
  const payload = { client_payload: { report: gitleaksReportOf(leaked.text), ticket: "SEC-1" } };
  const vars = { REVOKE_AT_ONCE: "true" };
  const refused = await runs.run({ workflow: "incident", event: "repository_dispatch", payload, vars });
  await rm(hook);
  expect(refused.succeeded).toBe(false);
  expect(runs.isAlive(leaked.tokenId)).toBe(false);
  const call = (await team.github.calls()).at(-1) ?? [];
  expect(call.slice(0, 2)).toEqual(["pr", "create"]);
  const branch = call.find((part) => part.startsWith("incident-")) ?? "";
  const waiting = await team.remoteFile(branch, "revocations.yaml");
  expect(waiting).toContain(leaked.alias);

  await team.checkOutMain();
  const other = `{token: ddpat_${runs.alias(tokenId)}, reason: r, ticket: SEC-2}`;
  await team.commit("Revoke another", { "revocations.yaml": listText(other) });
  const merged = await runs.run({ workflow: "main", event: "push" });
  expect(merged.succeeded).toBe(false);
  expect(merged.log).toContain("On record as revoked, and not in revocations.yaml:");
  expect(runs.isAlive(tokenId)).toBe(true);

  await team.commit("Merge the incident", { "revocations.yaml": `${waiting.trimEnd()}\n  - ${other}\n` });
  expect(await runs.run({ workflow: "main", event: "push" })).toMatchObject({ succeeded: true });
  expect([...proofsIn(await team.exportedStack()).keys()].sort()).toEqual([tokenId, leaked.tokenId].sort());
  expect(runs.deletes()).toHaveLength(2);
});
