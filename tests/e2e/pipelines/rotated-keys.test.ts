import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CliStack } from "../../support/engine/cli-stack";
import { startIncident, tokenId, type Incident } from "../../support/engine/incident";

jest.setTimeout(120_000);

let incident: Incident;
beforeEach(async () => {
  incident = await startIncident({ credentials: [] });
});
afterEach(() => incident.end());

/** A stack with a revocation, whose configuration has today's credential; the one that made the revocation is dead. */
async function withRotatedKeys(): Promise<CliStack> {
  const { datadog, pulumi } = incident;
  const [before, today] = ["pipeline, before", "pipeline, today"].map((name) =>
    datadog.tokens.create({ name }),
  );
  const stack = await CliStack.create(pulumi, { DD_API_URL: datadog.url });
  const setBearerToken = (token: typeof before) =>
    stack.pulumi(["config", "set", "--secret", "datadog:bearerToken", token?.text ?? ""]);
  await stack.program(`new Revocation("leak", { tokenId: "${tokenId}" });`);
  await setBearerToken(before);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  await stack.age(120);
  await setBearerToken(today);
  datadog.tokens.revoke(before?.tokenId ?? "");
  return stack;
}

test("drift is looked for, and mended, with the credentials that the stack's configuration holds today", async () => {
  const stack = await withRotatedKeys();
  const { datadog } = incident;
  // What a refresh does that does not run the program.
  const stale = await stack.preview({}, "--refresh", "--expect-no-changes");
  expect(stale.exitCode).toBe(1);
  expect(stale.printed).toContain("401");
  const withProgram = { PULUMI_RUN_PROGRAM: "true" };
  expect(await stack.preview(withProgram, "--refresh", "--expect-no-changes")).toMatchObject({ exitCode: 0 });
  expect(await stack.gitops(["drift"])).toMatchObject({ exitCode: 0 });

  datadog.tokens.revive(tokenId);
  expect(await stack.gitops(["drift", "--mend"])).toMatchObject({ exitCode: 0 });
  expect(datadog.tokens.isAlive(tokenId)).toBe(false);
});

test("a run that was killed is recovered from with the credentials that the stack's configuration holds today", async () => {
  const stack = await withRotatedKeys();
  await leaveCreationPending();
  const pending = { printed: expect.stringContaining("pending_operations") as string };
  expect(await stack.pulumi(["stack", "export"])).toMatchObject(pending);
  expect(await stack.gitops(["recover"])).toMatchObject({ exitCode: 0 });
  expect(await stack.pulumi(["stack", "export"])).not.toMatchObject(pending);
  expect(await stack.gitops(["up"])).toMatchObject({ exitCode: 0 });
});

interface Stored {
  checkpoint: { latest: { resources: { urn: string }[]; pending_operations?: object[] } };
}

/** Notes in the state that a creation has begun, as a run that is killed leaves it. */
async function leaveCreationPending(): Promise<void> {
  const file = join(incident.pulumi.backendFolder, ".pulumi/stacks/record/test.json");
  const stored = JSON.parse(await readFile(file, "utf8")) as Stored;
  const { latest } = stored.checkpoint;
  const [recorded] = latest.resources.filter(({ urn }) => urn.endsWith("::leak"));
  const resource = { ...recorded, urn: recorded?.urn.replace(/leak$/, "another"), id: "", outputs: {} };
  latest.pending_operations = [{ resource, type: "creating" }];
  await writeFile(file, JSON.stringify(stored));
}
