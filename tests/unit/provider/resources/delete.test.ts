import type { RevocationState } from "../../../../provider/schema/revocation-state";
import { datadogErrors } from "../../../support/datadog-errors";
import { providerUnderTest, tokenId } from "../../../support/provider-under-test";
import { ScriptedDatadog } from "../../../support/scripted-datadog";

const alive = { tokenId, name: "CI metrics" };
const longAgo = "2026-11-01T00:00:00.000Z";
const verified: RevocationState = {
  tokenId,
  site: "datadoghq.eu",
  revokeOn: "both",
  onNotFound: "accept",
  verify: true,
  status: "revoked",
  revokedAt: longAgo,
  verifiedAt: longAgo,
};
const { verifiedAt: _, ...unverified } = verified;
const armed: RevocationState = {
  tokenId,
  site: "datadoghq.eu",
  revokeOn: "delete",
  onNotFound: "accept",
  verify: true,
  status: "armed",
};

test.each(["deleted", "notFound"] as const)(
  "a revoked token is deleted once more, and %s is a success without a warning",
  async (answer) => {
    const datadog = new ScriptedDatadog([], [{ answer }]);
    const { provider, warnings } = providerUnderTest(datadog);
    await provider.delete(tokenId, { ...verified, onNotFound: "fail" });
    expect(datadog.asked).toEqual([{ call: "revoke", tokenId, options: { deadlineSeconds: 60 } }]);
    expect(warnings).toEqual([]);
  },
);

test('revokeOn: "create" asks nothing at the end', async () => {
  const datadog = new ScriptedDatadog([]);
  const { provider } = providerUnderTest(datadog, { environment: {} });
  await provider.delete(tokenId, { ...verified, revokeOn: "create" });
  expect(datadog.asked).toEqual([]);
});

test.each([
  ["keys taken away", {}, undefined, "No Datadog credentials are set"],
  ["keys refused", undefined, datadogErrors.denied("revoke"), "403"],
  ["Datadog down", undefined, datadogErrors.gaveUp("revoke"), "503 Service Unavailable"],
])("%s: a verified revocation goes, with a warning", async (_case, environment, error, problem) => {
  const { provider, warnings } = providerUnderTest(
    new ScriptedDatadog([], error ? [error] : [{}]),
    environment && { environment },
  );
  await provider.delete(tokenId, verified);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain(
    `Personal access token "${tokenId}" on datadoghq.eu was verified as gone before`,
  );
  expect(warnings[0]).toContain(problem);
});

test("the closing DELETE keeps to a shorter deadline of the user's", async () => {
  const datadog = new ScriptedDatadog([]);
  const { provider } = providerUnderTest(datadog, { config: { "datadog:retryDeadlineSeconds": "20" } });
  await provider.delete(tokenId, verified);
  expect(datadog.asked[0]?.options).toEqual({ deadlineSeconds: 20 });
});

test("a DELETE that fails blocks the end of a revocation that was never verified, and says which configuration was used", async () => {
  const { provider } = providerUnderTest(new ScriptedDatadog([], [datadogErrors.denied("revoke")]));
  await expect(provider.delete(tokenId, unverified)).rejects.toThrow(/403.*--run-program/);
});

test("an armed revocation is carried out and verified", async () => {
  const datadog = new ScriptedDatadog([alive, undefined]);
  const { provider, warnings } = providerUnderTest(datadog);
  await provider.delete(tokenId, armed);
  expect(datadog.calls).toEqual(["find", "revoke", "find"]);
  expect(warnings).toEqual([]);
});

test("an armed revocation whose token stays alive is not forgotten", async () => {
  const { provider } = providerUnderTest(new ScriptedDatadog([alive]));
  await expect(provider.delete(tokenId, armed)).rejects.toThrow("still says that the token is alive");
});

test('an armed revocation with onNotFound: "fail" fails on a 404', async () => {
  const { provider } = providerUnderTest(new ScriptedDatadog([undefined], [{ answer: "notFound" }]));
  await expect(provider.delete(tokenId, { ...armed, onNotFound: "fail" })).rejects.toThrow(
    "does not know this token",
  );
});

test("an armed revocation whose token is not known comes with a warning", async () => {
  const { provider, warnings } = providerUnderTest(
    new ScriptedDatadog([undefined], [{ answer: "notFound" }]),
  );
  await provider.delete(tokenId, armed);
  expect(warnings).toEqual([expect.stringContaining("is not known (404)")]);
});

test("a revocation whose verification never ended is not forgotten while its token is alive", async () => {
  const unfinished: RevocationState = { ...unverified, unfinished: "verification" };
  await expect(
    providerUnderTest(new ScriptedDatadog([alive])).provider.delete(tokenId, unfinished),
  ).rejects.toThrow("still says that the token is alive");
  const datadog = new ScriptedDatadog([alive, undefined]);
  await providerUnderTest(datadog).provider.delete(tokenId, unfinished);
  expect(datadog.calls).toEqual(["find", "revoke", "find"]);
});
