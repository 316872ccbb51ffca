import { stateSizeOf } from "../../../../bench/running/state-size";

const stack = { urn: "urn:1", type: "pulumi:pulumi:Stack" };
const revocation = {
  urn: "urn:2",
  type: "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocation",
  inputs: { __provider: "exports.handler=()=>1" },
  outputs: { status: "revoked" },
};
const rich = {
  ...revocation,
  outputs: { status: "revoked", evidence: { name: "ci" } },
  stackTrace: [{ sourcePosition: "project:///index.ts#7,3" }],
};

/** As Pulumi's file backend writes it. */
function checkpoint(...resources: object[]): string {
  const text = JSON.stringify({ version: 3, checkpoint: { stack: "dev", latest: { resources } } }, null, 4);
  return text.replaceAll(">", "\\u003e");
}

test("a resource takes what the file would be shorter without it", () => {
  const bytes = checkpoint(stack, revocation).length - checkpoint(stack).length;
  expect(stateSizeOf(checkpoint(stack, revocation))).toEqual({ bytes, leanBytes: bytes });
});

test("the engine's stack trace and the evidence are not counted as lean", () => {
  const { bytes, leanBytes } = stateSizeOf(checkpoint(stack, rich));
  expect(bytes).toBe(checkpoint(stack, rich).length - checkpoint(stack).length);
  expect(leanBytes).toBe(checkpoint(stack, revocation).length - checkpoint(stack).length);
});

test("a stack without revocations takes nothing", () => {
  expect(stateSizeOf(checkpoint(stack))).toEqual({ bytes: 0, leanBytes: 0 });
  expect(stateSizeOf(JSON.stringify({ version: 3, checkpoint: { stack: "dev" } }))).toEqual({
    bytes: 0,
    leanBytes: 0,
  });
});

test("bytes are counted, not characters", () => {
  const named = { ...revocation, outputs: { status: "é" } };
  const plain = { ...revocation, outputs: { status: "e" } };
  expect(stateSizeOf(checkpoint(stack, named)).bytes).toBe(stateSizeOf(checkpoint(stack, plain)).bytes + 1);
});
