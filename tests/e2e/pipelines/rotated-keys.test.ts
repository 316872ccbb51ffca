import { CliStack } from "../../support/engine/cli-stack";
import { startIncident, tokenId, type Incident } from "../../support/engine/incident";

jest.setTimeout(120_000);

let incident: Incident;
beforeEach(async () => {
  incident = await startIncident({ credentials: [] });
});
afterEach(() => incident.end());

test("drift is looked for, and mended, with the credentials that the stack's configuration holds today", async () => {
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
