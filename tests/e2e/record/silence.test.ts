import {
  adminCredentials,
  startRecordIncident,
  type RecordIncident,
} from "../../support/engine/record-incident";

jest.setTimeout(180_000);

/** A user who may revoke and not read. */
const revoker = { bearerToken: "may-revoke-and-not-read", permissions: { read: "none" } } as const;
const asRevoker = { DD_API_KEY: "", DD_APP_KEY: "", DD_BEARER_TOKEN: revoker.bearerToken };
const time = expect.any(String) as string;

let incident: RecordIncident;

afterEach(() => incident.end());

/** The answer to a GET of a living token, as the simulator gives it. */
async function answerOf(tokenId: string): Promise<{ status: number; body: object }> {
  const { url, ledger } = incident.datadog;
  const response = await fetch(`${url}/api/v2/personal_access_tokens/${tokenId}`, {
    headers: { Authorization: `Bearer ${revoker.bearerToken}-too`, "User-Agent": "test" },
  });
  const body = (await response.json()) as object;
  ledger.clear();
  return { status: response.status, body };
}

test("cases 2 and 6: alive after the DELETE and then a 403 fails the run, and neither that nor an armed token is lifted by a 404 in a refresh", async () => {
  incident = await startRecordIncident({
    credentials: [adminCredentials, { bearerToken: `${revoker.bearerToken}-too` }],
  });
  const { datadog, stack, deletes, isAlive } = incident;
  const [failing, rearmed, armed] = Array.from({ length: 3 }, () => datadog.tokens.create().tokenId) as [
    string,
    string,
    string,
  ];
  const programWith = (revokeOn: string) =>
    stack.program(
      `new Revocation("failing", { tokenId: "${failing}" });`,
      `new Revocation("rearmed", { tokenId: "${rearmed}", revokeOn: "${revokeOn}" });`,
      `new Revocation("armed", { tokenId: "${armed}", revokeOn: "delete" });`,
    );
  const alive = await answerOf(failing);
  datadog.faults.answer({ method: "GET", tokenId: failing }, [alive, alive, 403]);
  datadog.faults.keepAlive(failing);
  await programWith("delete");

  const failed = await stack.up();
  expect(failed.exitCode).not.toBe(0);
  expect(failed.printed).toContain(
    "Datadog accepted the DELETE but still says that the token is alive. Treat it as alive",
  );
  const unfinished = { status: "revoked", unfinished: "verification", revokedAt: time };
  expect(await stack.records()).toMatchObject({
    [failing]: unfinished,
    [rearmed]: { status: "armed" },
    [armed]: { status: "armed" },
  });

  for (const tokenId of [failing, rearmed, armed]) {
    datadog.faults.hide(tokenId);
  }
  const refreshed = await stack.refresh();
  expect(refreshed.exitCode).toBe(0);
  const records = await stack.records();
  expect(records).toMatchObject({
    [failing]: unfinished,
    [rearmed]: { status: "armed" },
    [armed]: { status: "armed" },
  });
  expect(Object.values(records).filter((record) => "verifiedAt" in record)).toEqual([]);

  datadog.faults.clear();
  datadog.ledger.clear();
  await programWith("both");
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(deletes()).toEqual([failing, rearmed].sort());
  expect(await stack.records()).toMatchObject({
    [failing]: { status: "revoked", verifiedAt: time },
    [rearmed]: { status: "revoked", verifiedAt: time },
  });
  await stack.destroy();
  expect(isAlive(failing, rearmed, armed)).toEqual([false, false, false]);
});

test("case 3: a lost DELETE and then a 404 is ours only where the token was seen alive, and onNotFound fail refuses what was never seen", async () => {
  incident = await startRecordIncident({ secondRevocation: 404 });
  const { datadog, stack } = incident;
  const seen = datadog.tokens.create().tokenId;
  const [never, guarded] = ["7767e407-9c67-4ede-902e-c4b1f3782352", "7767e407-9c67-4ede-902e-c4b1f3782353"];
  datadog.faults.answer({ method: "DELETE", tokenId: never }, [503]);
  datadog.faults.answer({ method: "DELETE", tokenId: guarded }, [503]);
  datadog.faults.loseAnswer({ method: "DELETE", tokenId: seen });
  await stack.list([`tokenId: ${never}`, `{tokenId: ${guarded}, onNotFound: fail}`, `tokenId: ${seen}`]);
  await stack.program('new List("list", { file: "revocations.yaml" });');

  const { exitCode, printed } = await stack.up();
  expect(exitCode).not.toBe(0);
  expect(printed).toContain(
    `"${guarded}" on datadoghq.com: 404, the organisation of these credentials on datadoghq.com does not know this token`,
  );
  expect(printed).toContain(
    `"${never}" on datadoghq.com is not known (404): recorded as already revoked, which is accepted and not proven.`,
  );
  const records = await stack.records();
  expect(records).toMatchObject({
    [never]: { status: "alreadyRevoked", notFoundAt: time },
    [guarded]: { status: "armed" },
    [seen]: { status: "revoked", revokedAt: time, verifiedAt: time },
  });
  for (const tokenId of [never, guarded]) {
    expect(records[tokenId]).not.toHaveProperty("revokedAt");
    expect(records[tokenId]).not.toHaveProperty("verifiedAt");
  }
});

test("case 6: of a server that says 204 to everything nothing is believed, and who may not read settles unproven", async () => {
  incident = await startRecordIncident({
    credentials: [adminCredentials, revoker],
  });
  const { datadog, stack, isAlive } = incident;
  const [token, other] = [datadog.tokens.create().tokenId, datadog.tokens.create().tokenId];
  const declare = (...tokenIds: string[]) =>
    stack.program(...tokenIds.map((tokenId) => `new Revocation("${tokenId}", { tokenId: "${tokenId}" });`));
  datadog.faults.answer({}, [204], Infinity);
  await declare(token);

  const first = await stack.up();
  expect(first.exitCode).toBe(0);
  expect(first.printed).toContain("Datadog did not tell whether it is gone: the next run asks again.");
  const records = await stack.records();
  expect(records).toMatchObject({ [token]: { status: "revoked", unfinished: "verification" } });
  expect(records[token]).not.toHaveProperty("verifiedAt");
  await stack.write("leak.log", incident.text(token));
  const proof = await stack.gitops(["proof", "leak.log"]);
  expect(proof.exitCode).toBe(1);
  expect(proof.printed).toContain("still to be done");

  datadog.faults.clear();
  await declare(token, other);
  const second = await stack.up(asRevoker);
  expect(second.exitCode).toBe(0);
  expect(isAlive(token, other)).toEqual([false, false]);
  expect(second.printed).toContain(
    `"${other}" on datadoghq.com: the DELETE was answered, but these credentials may not read whether it is gone, so that is not proven`,
  );
  const settled = await stack.records();
  expect(settled[other]).toMatchObject({ status: "revoked", organization: datadog.organization });
  expect(settled[other]).not.toHaveProperty("unfinished");
  expect(settled[other]).not.toHaveProperty("verifiedAt");
  datadog.ledger.clear();
  const quiet = await stack.up(asRevoker);
  expect(quiet.printed).toContain("3 unchanged");
  expect(incident.deletes()).toEqual([]);
});

test("case 7: a bare 404 on every path is not Datadog's word, unless the team says that it is, and then it proves nothing", async () => {
  incident = await startRecordIncident({ tokens: 1 });
  const { datadog, stack, isAlive } = incident;
  const tokenId = datadog.tokens.list()[0]?.tokenId ?? "";
  await stack.program(`new Revocation("leaked", { tokenId: "${tokenId}" });`);
  datadog.faults.answer({}, [{ status: 404, body: "" }], Infinity);

  const strict = await stack.up();
  expect(strict.exitCode).not.toBe(0);
  expect(strict.printed).toContain(
    `Failed to revoke personal access token "${tokenId}" on datadoghq.com: 404`,
  );
  expect(await stack.records()).toEqual({});

  const lenient = await stack.up({ DD_ACCEPT_BARE_NOT_FOUND: "true" });
  expect(lenient.exitCode).toBe(0);
  expect(lenient.printed).toContain(
    "is not known (404): recorded as already revoked, which is accepted and not proven",
  );
  expect(lenient.printed).toContain("could not be told, so nothing is proven by a 404 of it.");
  const records = await stack.records();
  expect(records).toMatchObject({ [tokenId]: { status: "alreadyRevoked", notFoundAt: time } });
  expect(records[tokenId]).not.toHaveProperty("verifiedAt");
  expect(records[tokenId]).not.toHaveProperty("organization");

  expect((await stack.refresh()).exitCode).not.toBe(0);
  expect(await stack.records()).toEqual(records);
  datadog.faults.clear();
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(isAlive(tokenId)).toEqual([false]);
  expect(await stack.records()).toMatchObject({ [tokenId]: { status: "revoked", verifiedAt: time } });
});
