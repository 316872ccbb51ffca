import * as pulumi from "@pulumi/pulumi";
import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import {
  PersonalAccessTokenRevocation,
  PersonalAccessTokenRevocationBatch,
  RevocationList,
  type RevocationEntry,
  type PersonalAccessTokenRevocationBatchArgs,
} from "../../../../sdk";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const otherTokenId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const tokenText = `ddpat_1dm1op4lL89nV8pt94Tdk8_${"S".repeat(36)}`;
const options = { site: "datadoghq.eu", revokeOn: "both", onNotFound: "accept", verify: true } as const;
const { verify: _, ...declared } = options;
const entries: Record<string, RevocationEntry> = {
  [otherTokenId]: { site: "datadoghq.com", reason: "in a log", foundAt: ["scan.json"] },
};

/** The provider's would-be answer. */
const outputs = batchStateOf({ ...options, evidence: true }, entries, [
  {
    ...declared,
    tokenId,
    status: "revoked",
    revokedAt: "2026-11-24T10:00:00.000Z",
    verifiedAt: "2026-11-24T10:00:01.000Z",
    evidence: { name: "CI" },
  },
  {
    ...declared,
    tokenId: otherTokenId,
    site: "datadoghq.com",
    status: "alreadyRevoked",
    organization: "an-organisation",
    unfinished: "aliveAgain",
  },
]);

const registered: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: (args) => {
      registered.push(args);
      return {
        id: "an-id",
        state: {
          ...(args.inputs as Record<string, unknown>),
          ...outputs,
        },
      };
    },
    call: ({ inputs }) => inputs as Record<string, unknown>,
  }),
);
beforeEach(() => registered.splice(0));

const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

async function inputsOf(args: PersonalAccessTokenRevocationBatchArgs): Promise<Record<string, unknown>> {
  const batch = new PersonalAccessTokenRevocationBatch("incident", args);
  await valueOf(batch.urn);
  return registered.at(-1)?.inputs as Record<string, unknown>;
}

test("ids and texts become one map of entries by id, and no text is sent", async () => {
  const inputs = await inputsOf({ tokenIds: [otherTokenId], tokens: pulumi.secret([tokenText]) });
  expect(registered[0]?.type).toBe("pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocationBatch");
  expect(inputs["revocations"]).toEqual({ [tokenId]: {}, [otherTokenId]: {} });
  expect(Object.keys(inputs["revocations"] as object)).toEqual([tokenId, otherTokenId]);
  expect(inputs).not.toHaveProperty("tokenIds");
  expect(inputs["__provider"]).toBe(
    "exports.handler=require('pulumi-datadog-token-revocation/provider').batch",
  );
  expect(JSON.stringify(registered)).not.toContain("SSSS");
});

test("repetition, letter case and order make no difference to the map", async () => {
  const inputs = await inputsOf({
    tokenIds: [tokenId.toUpperCase(), otherTokenId, tokenId],
    tokens: [tokenText],
  });
  expect(JSON.stringify(inputs["revocations"])).toBe(JSON.stringify({ [tokenId]: {}, [otherTokenId]: {} }));
});

test("nothing at all is an empty batch", async () => {
  expect(await inputsOf({})).toMatchObject({ revocations: {} });
});

test("a service account's token says so, by its text or by what stands beside its id", async () => {
  const owner = { kind: "service", serviceAccountId: "48e5159f-e308-11ef-bcfc-2666505bfd8f" } as const;
  const { revocations } = await inputsOf({
    tokens: [`ddsat_${aliasFromTokenId(tokenId)}_${"S".repeat(36)}`],
    tokenIds: [{ tokenId: otherTokenId.toUpperCase(), ...owner }],
  });
  expect(revocations).toEqual({ [tokenId]: { kind: "service" }, [otherTokenId]: owner });
  expect(JSON.stringify(registered)).not.toContain("SSSS");
});

test.each([true, false])("evidence: %s is an input", async (evidence) => {
  expect(await inputsOf({ tokenIds: [tokenId], evidence })).toMatchObject({ evidence });
});

test("a wrong argument sends a marker that says where it stands, without its text", async () => {
  const inputs = await inputsOf({
    tokenIds: [otherTokenId, tokenText],
    tokens: ["hunter2"],
  });
  expect(inputs).toMatchObject({
    revocations: { [otherTokenId]: {} },
    tokenProblems: [
      { property: "tokenIds", index: 1, problem: "tokenTextAsTokenId" },
      { property: "tokens", index: 0, problem: "notAToken" },
    ],
  });
  expect(JSON.stringify(registered)).not.toMatch(/SSSS|hunter2/);
});

test("the record is read into revocations, sorted by site and id, each with its evidence, its entry's words, and what is still to be done", async () => {
  const batch = new PersonalAccessTokenRevocationBatch("incident", { tokenIds: [tokenId, otherTokenId] });
  expect(await valueOf(batch.revocations)).toEqual([
    {
      tokenId: otherTokenId,
      site: "datadoghq.com",
      status: "alreadyRevoked",
      organization: "an-organisation",
      unfinished: "aliveAgain",
      reason: "in a log",
      foundAt: ["scan.json"],
    },
    {
      tokenId,
      site: "datadoghq.eu",
      status: "revoked",
      revokedAt: "2026-11-24T10:00:00.000Z",
      verifiedAt: "2026-11-24T10:00:01.000Z",
      evidence: { name: "CI" },
    },
  ]);
  expect(await valueOf(batch.revokedCount)).toBe(1);
  expect(await valueOf(batch.alreadyRevokedCount)).toBe(0);
});

test("a batch is recognised, other resources are not", () => {
  const batch = new PersonalAccessTokenRevocationBatch("one", {});
  expect(PersonalAccessTokenRevocationBatch.isInstance(batch)).toBe(true);
  expect(PersonalAccessTokenRevocation.isInstance(batch)).toBe(false);
  expect(RevocationList.isInstance(batch)).toBe(false);
});

test("the name of a batch holds no token's text", () => {
  expect(() => new PersonalAccessTokenRevocationBatch(tokenText, {})).toThrow("holds a token's text");
});

test("values of the wrong kind are reported at their places", async () => {
  const inputs = await inputsOf({
    tokenIds: [null, "bad"] as unknown as string[],
    tokens: tokenText as unknown as string[],
  });
  expect(inputs).toMatchObject({
    revocations: {},
    tokenProblems: [
      { property: "tokenIds", index: 0, problem: "neither" },
      { property: "tokenIds", index: 1, problem: "notAnId" },
      { property: "tokens", problem: "notAList" },
    ],
  });
  expect(JSON.stringify(registered)).not.toContain("SSSS");
});
