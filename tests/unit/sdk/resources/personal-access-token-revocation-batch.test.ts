import * as pulumi from "@pulumi/pulumi";
import { encodeRecord } from "../../../../provider/schema/batch-record";
import {
  PersonalAccessTokenRevocationBatch,
  type PersonalAccessTokenRevocationBatchArgs,
} from "../../../../sdk";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const otherTokenId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const tokenText = `ddpat_1dm1op4lL89nV8pt94Tdk8_${"S".repeat(36)}`;
const record = encodeRecord([
  {
    tokenId,
    status: "revoked",
    revokedAt: "2026-11-24T10:00:00.000Z",
    verifiedAt: "2026-11-24T10:00:01.000Z",
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
          record,
          revokedCount: 1,
          alreadyRevokedCount: 0,
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

test("ids and texts become one list of ids, and no text is sent", async () => {
  const inputs = await inputsOf({ tokenIds: [otherTokenId], tokens: pulumi.secret([tokenText]) });
  expect(registered[0]?.type).toBe("pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocationBatch");
  expect(inputs).toMatchObject({ tokenIds: [otherTokenId, tokenId] });
  expect(String(inputs["__provider"]).length).toBeLessThan(100);
  expect(JSON.stringify(registered)).not.toContain("SSSS");
});

test("nothing at all is an empty batch", async () => {
  expect(await inputsOf({})).toMatchObject({ tokenIds: [] });
});

test("a wrong argument sends a marker that says where it stands, without its text", async () => {
  const inputs = await inputsOf({
    tokenIds: [otherTokenId, tokenText],
    tokens: ["hunter2", "ddsat_1dm1op4lL89nV8pt94Tdk8"],
  });
  expect(inputs).toMatchObject({
    tokenIds: [otherTokenId],
    tokenProblems: [
      { property: "tokenIds", index: 1, problem: "tokenTextAsTokenId" },
      { property: "tokens", index: 0, problem: "notAToken" },
      { property: "tokens", index: 1, problem: "serviceAccessToken" },
    ],
  });
  expect(JSON.stringify(registered)).not.toMatch(/SSSS|hunter2/);
});

test("the compact record is read into revocations", async () => {
  const batch = new PersonalAccessTokenRevocationBatch("incident", { tokenIds: [tokenId] });
  expect(await valueOf(batch.revocations)).toEqual([
    {
      tokenId,
      status: "revoked",
      revokedAt: "2026-11-24T10:00:00.000Z",
      verifiedAt: "2026-11-24T10:00:01.000Z",
    },
  ]);
  expect(await valueOf(batch.revokedCount)).toBe(1);
});

test("values of the wrong kind are reported at their places", async () => {
  const inputs = await inputsOf({
    tokenIds: [null, "bad"] as unknown as string[],
    tokens: tokenText as unknown as string[],
  });
  expect(inputs).toMatchObject({
    tokenIds: [],
    tokenProblems: [
      { property: "tokenIds", index: 0, problem: "neither" },
      { property: "tokenIds", index: 1, problem: "notAnId" },
      { property: "tokens", problem: "notAList" },
    ],
  });
  expect(JSON.stringify(registered)).not.toContain("SSSS");
});
