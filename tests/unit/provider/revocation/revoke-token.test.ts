import type { RevocationInputs } from "../../../../provider/schema/inputs";
import { datadogErrors } from "../../../support/datadog-errors";
import { providerUnderTest, tokenId } from "../../../support/provider-under-test";
import { ScriptedDatadog } from "../../../support/scripted-datadog";

const inputs: RevocationInputs = {
  tokenId,
  site: "datadoghq.eu",
  revokeOn: "both",
  onNotFound: "accept",
  verify: true,
};
const alive = {
  tokenId,
  name: "CI metrics",
  ownerId: "an-owner",
  scopes: ["metrics_read"],
  createdAt: "2026-01-01T00:00:00.000Z",
};
const now = "2026-11-24T10:00:00.000Z";

test("create observes, deletes and verifies, and records all three", async () => {
  const datadog = new ScriptedDatadog([alive, undefined]);
  const { provider, warnings } = providerUnderTest(datadog);
  const { tokenId: _, ...evidence } = alive;
  expect(await provider.create(inputs)).toEqual({
    id: tokenId,
    outs: { ...inputs, status: "revoked", revokedAt: now, verifiedAt: now, evidence },
  });
  expect(datadog.asked).toEqual([
    { call: "find", tokenId, options: { deadlineSeconds: 3, retry: false } },
    { call: "revoke", tokenId },
    { call: "find", tokenId, options: { deadlineSeconds: 30 } },
  ]);
  expect(warnings).toEqual([]);
});

test.each([
  ["alive, 204", [alive, undefined], {}, "revoked", undefined],
  [
    "alive, 404 after a lost attempt",
    [alive, undefined],
    { answer: "notFound", lostAttempts: 1 },
    "revoked",
    undefined,
  ],
  ["alive, 404", [alive, undefined], { answer: "notFound" }, "alreadyRevoked", /somebody was faster/],
  ["absent, 204", [undefined], {}, "alreadyRevoked", /was already gone when asked/],
  [
    "absent, 404",
    [undefined],
    { answer: "notFound" },
    "alreadyRevoked",
    /is not known \(404\).* datadoghq\.eu is the right site/,
  ],
  ["not known, 204", [datadogErrors.denied("look up"), undefined], {}, "revoked", undefined],
  [
    "not known, 404 after a lost attempt",
    [datadogErrors.gaveUp("look up"), undefined],
    { answer: "notFound", lostAttempts: 2 },
    "revoked",
    undefined,
  ],
  [
    "not known, 404",
    [datadogErrors.gaveUp("look up"), undefined],
    { answer: "notFound" },
    "alreadyRevoked",
    /is not known \(404\)/,
  ],
] as const)("a token seen %s reads as it should", async (_case, finds, answer, status, warning) => {
  const { provider, warnings } = providerUnderTest(new ScriptedDatadog([...finds], [answer]));
  const { outs } = await provider.create(inputs);
  expect(outs).toMatchObject({ status, verifiedAt: now });
  expect(outs?.revokedAt).toBe(status === "revoked" ? now : undefined);
  expect(warnings).toEqual(warning ? [expect.stringMatching(warning)] : []);
  expect(warnings.every((text) => text.includes(tokenId) && text.includes("datadoghq.eu"))).toBe(true);
});

test.each([
  ["absent", [undefined], {}, false],
  ["not known", [datadogErrors.denied("look up")], {}, false],
  [
    "not known, with an attempt lost",
    [datadogErrors.denied("look up"), undefined],
    { lostAttempts: 1 },
    true,
  ],
  ["alive", [alive, undefined], {}, true],
] as const)('onNotFound: "fail" and a 404 for a token seen %s', async (_case, finds, answer, isFine) => {
  const { provider } = providerUnderTest(
    new ScriptedDatadog([...finds], [{ answer: "notFound", ...answer }]),
  );
  const created = provider.create({ ...inputs, onNotFound: "fail" });
  if (isFine) {
    await expect(created).resolves.toMatchObject({ id: tokenId });
  } else {
    await expect(created).rejects.toThrow(
      `Failed to revoke personal access token "${tokenId}" on datadoghq.eu: 404, the organisation of these credentials on datadoghq.eu does not know this token. Check the site, the organisation and the id. After an interrupted run the token may be gone already: onNotFound: "accept" lets the next one finish.`,
    );
  }
});

test.each([
  ["not allowed", datadogErrors.denied("look up")],
  ["rejected", datadogErrors.rejected("look up")],
  ["not answered", datadogErrors.gaveUp("look up")],
])(
  "a verification that is %s leaves the revocation done, with a warning and without verifiedAt",
  async (_why, error) => {
    const { provider, warnings } = providerUnderTest(new ScriptedDatadog([alive, error]));
    const { outs } = await provider.create(inputs);
    expect(outs).toMatchObject({ status: "revoked", revokedAt: now });
    expect(outs).not.toHaveProperty("verifiedAt");
    expect(outs).not.toHaveProperty("unfinished");
    expect(warnings).toEqual([
      `Personal access token "${tokenId}" on datadoghq.eu is revoked, but Datadog did not confirm that it is gone: ${error.message}`,
    ]);
  },
);

test("verify: false asks nothing after the DELETE", async () => {
  const datadog = new ScriptedDatadog([alive]);
  const { provider } = providerUnderTest(datadog);
  const { outs } = await provider.create({ ...inputs, verify: false });
  expect(datadog.calls).toEqual(["find", "revoke"]);
  expect(outs).not.toHaveProperty("verifiedAt");
});

test("a token that stays alive for 30 seconds is rejected with what is known, so that the engine keeps it as failed", async () => {
  const datadog = new ScriptedDatadog([alive]);
  const { provider, clock } = providerUnderTest(datadog);
  const error: unknown = await provider
    .create({ ...inputs, __provider: "the provider's text" })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    id: tokenId,
    properties: {
      ...inputs,
      status: "revoked",
      revokedAt: now,
      unfinished: "verification",
      __provider: "the provider's text",
    },
    reasons: [
      `Personal access token "${tokenId}" on datadoghq.eu: Datadog accepted the DELETE but still says that the token is alive. Treat it as alive; run pulumi up again to go on from here.`,
    ],
  });
  expect(clock.sleepsMs.reduce((sum, ms) => sum + ms, 0)).toBe(30_000);
});

test("a DELETE answered 404 while the token stays alive is refused and nothing is kept", async () => {
  const { provider } = providerUnderTest(new ScriptedDatadog([alive], [{ answer: "notFound" }]));
  const error: unknown = await provider.create(inputs).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    message: expect.stringContaining(
      "the DELETE was answered 404, but Datadog still says that the token is alive",
    ) as string,
  });
  expect(error).not.toHaveProperty("id");
});

test("a DELETE that failed rejects the create, and nothing is kept", async () => {
  const { provider } = providerUnderTest(new ScriptedDatadog([alive], [datadogErrors.denied("revoke")]));
  const error: unknown = await provider.create(inputs).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ status: 403 });
  expect(error).not.toHaveProperty("id");
});

test("an armed revocation is recorded with what the token is now, and deletes nothing", async () => {
  const datadog = new ScriptedDatadog([alive]);
  const { provider, warnings } = providerUnderTest(datadog);
  const { outs } = await provider.create({ ...inputs, revokeOn: "delete" });
  expect(outs).toMatchObject({ status: "armed", evidence: { name: "CI metrics" } });
  expect(outs).not.toHaveProperty("revokedAt");
  expect(datadog.calls).toEqual(["find"]);
  expect(warnings).toEqual([]);
});

test("an armed revocation of a token that the site does not know comes with a warning", async () => {
  const { provider, warnings } = providerUnderTest(new ScriptedDatadog([undefined]));
  await provider.create({ ...inputs, revokeOn: "delete" });
  expect(warnings).toEqual([expect.stringContaining("datadoghq.eu does not know it (404)")]);
});

test("missing credentials fail before any request", async () => {
  const datadog = new ScriptedDatadog([alive]);
  const { provider } = providerUnderTest(datadog, { environment: {} });
  await expect(provider.create(inputs)).rejects.toThrow(
    "No Datadog credentials are set, and nothing was sent.",
  );
  expect(datadog.asked).toEqual([]);
});
