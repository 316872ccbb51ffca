import type { RevocationState } from "../../../../provider/schema/revocation-state";
import { datadogErrors } from "../../../support/datadog-errors";
import { providerUnderTest, tokenId } from "../../../support/provider-under-test";
import { ScriptedDatadog } from "../../../support/scripted-datadog";

const alive = { tokenId, name: "CI metrics" };
const longAgo = "2026-11-01T00:00:00.000Z";
const now = "2026-11-24T10:00:00.000Z";
const state: RevocationState = {
  tokenId,
  site: "datadoghq.eu",
  revokeOn: "both",
  onNotFound: "accept",
  verify: true,
  reason: "CI log",
  status: "revoked",
  revokedAt: longAgo,
  verifiedAt: longAgo,
  evidence: { name: "CI metrics" },
};
const { verifiedAt: _verifiedAt, ...unverified } = state;

test("a token that is gone leaves the record as it is", async () => {
  const { provider, warnings } = providerUnderTest(new ScriptedDatadog([undefined]));
  expect(await provider.read(tokenId, state)).toEqual({ id: tokenId, props: state });
  expect(warnings).toEqual([]);
});

test("a token that is alive again takes the revocation out of the state, with a warning", async () => {
  const datadog = new ScriptedDatadog([alive]);
  const { provider, warnings } = providerUnderTest(datadog);
  expect((await provider.read(tokenId, state)).id).toBe("");
  expect(datadog.calls).toEqual(["find"]);
  expect(warnings).toEqual([
    `Personal access token "${tokenId}" on datadoghq.eu is alive although its revocation is recorded: the revocation is taken out of the state, and the next pulumi up revokes the token again. If the program does not name the site, datadog:site or DD_SITE has to name datadoghq.eu then.`,
  ]);
});

test("within a minute of the DELETE a token that is still alive is asked for again before that is said", async () => {
  const datadog = new ScriptedDatadog([alive, alive, alive, undefined]);
  const { provider, warnings } = providerUnderTest(datadog);
  const young = { ...unverified, revokedAt: "2026-11-24T09:59:30.000Z" };
  expect(await provider.read(tokenId, young)).toMatchObject({
    id: tokenId,
    props: { verifiedAt: expect.any(String) as string },
  });
  expect(datadog.calls).toEqual(["find", "find", "find", "find"]);
  expect(warnings).toEqual([]);
});

test("when that minute is over the token is said to be alive", async () => {
  const { provider, clock } = providerUnderTest(new ScriptedDatadog([alive]));
  const young = { ...unverified, revokedAt: "2026-11-24T09:59:30.000Z" };
  expect((await provider.read(tokenId, young)).id).toBe("");
  expect(clock.sleepsMs.reduce((sum, ms) => sum + ms, 0)).toBe(30_000);
});

test("an unfinished verification is finished where the token is gone, with its status and time", async () => {
  const { provider } = providerUnderTest(new ScriptedDatadog([undefined]));
  const { props } = await provider.read(tokenId, { ...unverified, unfinished: "verification" });
  expect(props).toEqual({ ...state, verifiedAt: now });
});

test("a program that asked for no proof gets none", async () => {
  const { provider } = providerUnderTest(new ScriptedDatadog([undefined]));
  const unwanted = { ...unverified, verify: false };
  expect((await provider.read(tokenId, unwanted)).props).toEqual(unwanted);
});

test("an armed revocation keeps standing while its token is alive", async () => {
  const { provider, warnings } = providerUnderTest(new ScriptedDatadog([alive]));
  const { revokedAt: _, ...armed } = { ...unverified, revokeOn: "delete" as const, status: "armed" as const };
  expect(await provider.read(tokenId, armed)).toEqual({ id: tokenId, props: armed });
  expect(warnings).toEqual([]);
});

test("an armed revocation whose token is gone becomes alreadyRevoked", async () => {
  const { provider } = providerUnderTest(new ScriptedDatadog([undefined]));
  const { revokedAt: _, ...armed } = { ...unverified, revokeOn: "delete" as const, status: "armed" as const };
  expect((await provider.read(tokenId, armed)).props).toEqual({
    ...armed,
    status: "alreadyRevoked",
    verifiedAt: now,
  });
});

test.each([
  ["401", datadogErrors.rejected("look up")],
  ["403", datadogErrors.denied("look up")],
])("a %s is an error that says which configuration was used, never gone", async (_status, error) => {
  const { provider } = providerUnderTest(new ScriptedDatadog([error]));
  await expect(provider.read(tokenId, state)).rejects.toThrow(
    `${error.message} A bare pulumi refresh or destroy uses the configuration that the last up stored with the state, not today's: set the credentials in the environment, or add --run-program.`,
  );
});

test("no answer is an error, never gone, also within a minute of the DELETE", async () => {
  const error = datadogErrors.gaveUp("look up");
  await expect(providerUnderTest(new ScriptedDatadog([error])).provider.read(tokenId, state)).rejects.toThrow(
    error.message,
  );
  const young = { ...unverified, revokedAt: "2026-11-24T09:59:30.000Z" };
  const refused = datadogErrors.denied("look up");
  await expect(
    providerUnderTest(new ScriptedDatadog([alive, refused])).provider.read(tokenId, young),
  ).rejects.toThrow(refused.message);
});

test("an unfinished verification of a token that is still alive stays in the state, to be gone on with", async () => {
  const { provider, warnings } = providerUnderTest(new ScriptedDatadog([alive]));
  const unfinished = { ...unverified, unfinished: "verification" as const };
  expect(await provider.read(tokenId, unfinished)).toEqual({ id: tokenId, props: unfinished });
  expect(warnings).toEqual([expect.stringContaining("is still alive although Datadog accepted its DELETE")]);
});

test("another machine's clock that is ahead does not prolong the minute", async () => {
  const { provider, clock } = providerUnderTest(new ScriptedDatadog([alive]));
  await provider.read(tokenId, { ...unverified, revokedAt: "2026-11-24T11:00:00.000Z" });
  expect(clock.sleepsMs.reduce((sum, ms) => sum + ms, 0)).toBe(60_000);
});

test("no answer while a young revocation is asked for again is an error, never gone", async () => {
  const error = datadogErrors.gaveUp("look up");
  const { provider } = providerUnderTest(new ScriptedDatadog([alive, alive, error]));
  const young = { ...unverified, revokedAt: "2026-11-24T09:59:30.000Z" };
  await expect(provider.read(tokenId, young)).rejects.toThrow(error.message);
});
