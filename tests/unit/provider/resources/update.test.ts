import type { RevocationState } from "../../../../provider/schema/revocation-state";
import { datadogErrors } from "../../../support/datadog-errors";
import { providerUnderTest, tokenId } from "../../../support/provider-under-test";
import { ScriptedDatadog } from "../../../support/scripted-datadog";

const alive = { tokenId, name: "CI metrics" };
const longAgo = "2026-11-01T00:00:00.000Z";
const now = "2026-11-24T10:00:00.000Z";
const inputs = {
  tokenId,
  site: "datadoghq.eu",
  revokeOn: "both",
  onNotFound: "accept",
  verify: true,
} as const;
const revoked: RevocationState = {
  ...inputs,
  status: "revoked",
  revokedAt: longAgo,
  verifiedAt: longAgo,
  evidence: { name: "CI metrics" },
};
const armed: RevocationState = {
  ...inputs,
  revokeOn: "delete",
  status: "armed",
  evidence: { name: "CI metrics" },
};
const unfinished: RevocationState = {
  ...inputs,
  status: "revoked",
  revokedAt: longAgo,
  unfinished: "verification",
};

test("a new reason and ticket change the record and call no API", async () => {
  const datadog = new ScriptedDatadog([alive]);
  const { provider } = providerUnderTest(datadog);
  const { outs } = await provider.update(tokenId, revoked, { ...inputs, reason: "CI log", ticket: "SEC-1" });
  expect(outs).toEqual({ ...revoked, reason: "CI log", ticket: "SEC-1" });
  expect(datadog.asked).toEqual([]);
});

test("a reason that the program no longer gives is gone from the record", async () => {
  const { provider } = providerUnderTest(new ScriptedDatadog([alive]));
  const { outs } = await provider.update(tokenId, { ...revoked, reason: "CI log" }, inputs);
  expect(outs).not.toHaveProperty("reason");
});

test.each(["create", "both"] as const)(
  "a change of revokeOn to %s revokes an armed token now and keeps the evidence",
  async (revokeOn) => {
    const datadog = new ScriptedDatadog([datadogErrors.denied("look up"), undefined]);
    const { provider } = providerUnderTest(datadog);
    const { outs } = await provider.update(tokenId, armed, { ...inputs, revokeOn });
    expect(outs).toEqual({ ...armed, revokeOn, status: "revoked", revokedAt: now, verifiedAt: now });
    expect(datadog.calls).toEqual(["find", "revoke", "find"]);
  },
);

test("a change of revokeOn on a revoked token calls no API", async () => {
  const datadog = new ScriptedDatadog([alive]);
  const { provider } = providerUnderTest(datadog);
  await provider.update(tokenId, revoked, { ...inputs, revokeOn: "delete" });
  expect(datadog.asked).toEqual([]);
});

test("an unfinished verification is gone on with: a token that is gone by now is not deleted again", async () => {
  const datadog = new ScriptedDatadog([undefined]);
  const { provider } = providerUnderTest(datadog);
  const { outs } = await provider.update(tokenId, unfinished, inputs);
  expect(outs).toEqual({ ...inputs, status: "revoked", revokedAt: longAgo, verifiedAt: now });
  expect(datadog.calls).toEqual(["find"]);
});

test("an unfinished verification of a token that is still alive deletes it again and keeps its status and time", async () => {
  const datadog = new ScriptedDatadog([alive, undefined]);
  const { provider } = providerUnderTest(datadog);
  const { outs } = await provider.update(tokenId, unfinished, inputs);
  expect(outs).toEqual({ ...inputs, status: "revoked", revokedAt: longAgo, verifiedAt: now });
  expect(datadog.calls).toEqual(["find", "revoke", "find"]);
});

test("an unfinished verification that fails again stays unfinished", async () => {
  const { provider } = providerUnderTest(new ScriptedDatadog([alive]));
  await expect(provider.update(tokenId, unfinished, inputs)).rejects.toMatchObject({
    id: tokenId,
    properties: { unfinished: "verification", revokedAt: longAgo },
  });
});

test("verify: false gives up an unfinished verification", async () => {
  const datadog = new ScriptedDatadog([alive]);
  const { provider } = providerUnderTest(datadog);
  const { outs } = await provider.update(tokenId, unfinished, { ...inputs, verify: false });
  expect(outs).toEqual({ ...inputs, verify: false, status: "revoked", revokedAt: longAgo });
  expect(datadog.asked).toEqual([]);
});
