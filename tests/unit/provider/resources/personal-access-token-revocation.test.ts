import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog, organization } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest, startOfTime, tokenId } from "../../../support/lifecycle/provider-under-test";
import { standardOptions } from "../../../support/lifecycle/resource-under-test";

const inputs = { ...standardOptions, tokenId };

test("a revocation's id is its token's, and its outputs are its inputs and its record", async () => {
  const datadog = new InMemoryDatadog();
  datadog.issue(tokenId, { name: "CI metrics" });
  const { provider } = providerUnderTest(datadog);
  const given = { ...inputs, reason: "CI log", retainOnDelete: true, __provider: "x" };
  expect(await provider.create(given)).toEqual({
    id: tokenId,
    outs: {
      ...inputs,
      reason: "CI log",
      status: "revoked",
      revokedAt: startOfTime,
      verifiedAt: startOfTime,
      organization,
      evidence: { name: "CI metrics" },
    },
  });
});

test("the deadline of a revocation's calls runs while they wait their turn", async () => {
  const datadog = new InMemoryDatadog([tokenId]);
  const { provider } = providerUnderTest(datadog);
  await provider.create(inputs);
  await provider.read(tokenId, { ...inputs, status: "revoked" });
  expect(datadog.optionsFor(tokenId)).toEqual([
    { deadlineSeconds: 3, retry: false },
    {},
    { deadlineSeconds: 30 },
    {},
  ]);
});

test("a token that stays alive is rejected with its record and the provider's text, so that the engine keeps it as failed", async () => {
  const datadog = new InMemoryDatadog([tokenId]);
  datadog.deletes.set(tokenId, "in vain");
  const { provider } = providerUnderTest(datadog);
  const error: unknown = await provider
    .create({ ...inputs, __provider: "the provider's text" })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    id: tokenId,
    properties: {
      ...inputs,
      status: "revoked",
      revokedAt: startOfTime,
      unfinished: "verification",
      __provider: "the provider's text",
    },
    reasons: [
      `Personal access token "${tokenId}" on datadoghq.eu: Datadog accepted the DELETE but still says that the token is alive. Treat it as alive; run again to go on from here.`,
    ],
  });
});

test.each([
  { failure: "that failed", response: datadogErrors.denied("revoke"), status: 403 },
  { failure: "that hit nothing", response: "not found", status: undefined },
] as const)("after a DELETE $failure, nothing of a new revocation is kept", async ({ response, status }) => {
  const datadog = new InMemoryDatadog([tokenId]);
  datadog.deletes.set(tokenId, response);
  const error: unknown = await providerUnderTest(datadog)
    .provider.create(inputs)
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toHaveProperty("id");
  expect((error as { status?: number }).status).toBe(status);
});

test("a state without a status, which an interrupted run may leave, is one of a token that is still to be revoked", async () => {
  const datadog = new InMemoryDatadog([tokenId]);
  const { provider } = providerUnderTest(datadog);
  const interrupted = inputs as Parameters<typeof provider.update>[1];
  expect(await provider.diff(tokenId, interrupted, inputs)).toMatchObject({ changes: true });
  const { outs } = await provider.update(tokenId, interrupted, inputs);
  expect(outs).toMatchObject({ status: "revoked" });
});

test("an armed revocation is verified at its end, also if the program asked for no proof", async () => {
  const datadog = new InMemoryDatadog([tokenId]);
  datadog.deletes.set(tokenId, "in vain");
  const { provider } = providerUnderTest(datadog);
  const armed = { ...inputs, revokeOn: "delete", verify: false, status: "armed" } as const;
  await expect(provider.delete(tokenId, armed)).rejects.toThrow("still says that the token is alive");
});

test("an import is refused, and says what to do instead", async () => {
  const { provider } = providerUnderTest(new InMemoryDatadog());
  await expect(provider.read(tokenId)).rejects.toThrow(
    "A revocation can't be imported, and needs not be: declare it, and pulumi up adopts a token that is already revoked.",
  );
});

type UnderTest = ReturnType<typeof providerUnderTest>;
const armed = { ...inputs, revokeOn: "delete", status: "armed" } as const;
const unfinished = { ...inputs, status: "revoked", unfinished: "verification" } as const;

test.each<{ what: string; preview: (underTest: UnderTest) => Promise<unknown>; isTold: boolean }>([
  { what: "a new revocation", preview: ({ provider }) => provider.check({}, inputs), isTold: true },
  {
    what: "one that is there already",
    preview: ({ provider }) => provider.check({ ...inputs }, inputs),
    isTold: false,
  },
  {
    what: "one that no longer waits for its end",
    preview: ({ provider }) => provider.diff(tokenId, armed, inputs),
    isTold: true,
  },
  {
    what: "one that is unfinished",
    preview: ({ provider }) => provider.diff(tokenId, unfinished, inputs),
    isTold: true,
  },
])(
  "a preview of $what without credentials says once that up will need them: $isTold",
  async ({ preview, isTold }) => {
    const underTest = providerUnderTest(new InMemoryDatadog(), { environment: {} });
    await preview(underTest);
    await preview(underTest);
    expect(underTest.warnings).toEqual(
      isTold
        ? [expect.stringMatching(/^pulumi up will need credentials for Datadog\. No Datadog credentials/)]
        : [],
    );
  },
);
