import { diffBatch, diffRevocation } from "../../../../provider/check/diff";
import type { BatchInputs } from "../../../../provider/schema/batch-inputs";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import type { RevocationRecord } from "../../../../provider/schema/revocation-record";
import { unknownValue } from "../../../../provider/schema/unknown";
import { inputsOf } from "../../../support/lifecycle/batch-under-test";
import { longAgo } from "../../../support/lifecycle/provider-under-test";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const state = {
  tokenId,
  site: "datadoghq.eu",
  revokeOn: "both",
  onNotFound: "accept",
  verify: true,
  reason: "CI log",
  status: "revoked",
};

test.each([
  ["another token", { tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" }, ["tokenId"]],
  ["a token unknown at preview", { tokenId: unknownValue }, ["tokenId"]],
  ["another site", { site: "datadoghq.com" }, ["site"]],
  ["a site unknown at preview", { site: unknownValue }, ["site"]],
])("%s replaces, create before delete", (_what, change, replaces) => {
  expect(diffRevocation(state, { ...state, ...change })).toEqual({
    changes: true,
    replaces,
    deleteBeforeReplace: false,
  });
});

test.each([
  ["revokeOn", { revokeOn: "create" }],
  ["onNotFound", { onNotFound: "fail" }],
  ["verify", { verify: false }],
  ["reason", { reason: "ticket" }],
  ["a reason taken away", { reason: undefined }],
  ["a new ticket", { ticket: "SEC-1" }],
])("a change of %s updates in place", (_what, change) => {
  expect(diffRevocation(state, { ...state, ...change })).toEqual({
    changes: true,
    replaces: [],
    deleteBeforeReplace: false,
  });
});

test.each([
  ["nothing", {}],
  ["an upper-case UUID", { tokenId: tokenId.toUpperCase() }],
  ["the web address of the same site", { site: "app.datadoghq.eu" }],
  ["an option that is left to its default", { revokeOn: undefined, verify: undefined }],
])("%s is no change", (_what, change) => {
  expect(diffRevocation(state, { ...state, ...change })).toEqual({
    changes: false,
    replaces: [],
    deleteBeforeReplace: false,
  });
});

test.each([
  ["an unfinished verification", { unfinished: "verification" }],
  ["a missing status", { status: undefined }],
])("%s in the outputs is a change, whatever the inputs say", (_what, olds) => {
  expect(diffRevocation({ ...state, ...olds }, state)).toEqual({
    changes: true,
    replaces: [],
    deleteBeforeReplace: false,
  });
});

const otherId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const done: RevocationRecord = {
  tokenId,
  site: "datadoghq.eu",
  revokeOn: "both",
  onNotFound: "accept",
  status: "revoked",
  revokedAt: longAgo,
  verifiedAt: longAgo,
};
const entries = { [tokenId]: { reason: "CI log" }, [otherId]: {} };
const inputs = inputsOf(entries, { file: "revocations.yaml" });
const batch = batchStateOf(inputs, entries, [done, { ...done, tokenId: otherId }]);
const unknown = unknownValue as never;

test.each<[string, Partial<BatchInputs>]>([
  ["one more token", { revocations: { ...entries, "6ada9c44-0b7f-4e35-826b-ccecd6d358d5": {} } }],
  ["one token less", { revocations: { [tokenId]: entries[tokenId] } }],
  ["a token on another site", { revocations: { ...entries, [otherId]: { site: "datadoghq.com" } } }],
  ["other words about a token", { revocations: { ...entries, [tokenId]: { reason: "chat" } } }],
  ["no more words about a token", { revocations: { [tokenId]: {}, [otherId]: {} } }],
  ["another site of all", { site: "datadoghq.com" }],
  ["another revokeOn", { revokeOn: "create" }],
  ["another onNotFound", { onNotFound: "fail" }],
  ["no verification", { verify: false }],
  ["a ticket", { ticket: "SEC-1" }],
  ["no evidence", { evidence: false }],
  ["another name of the list", { file: "other.yaml" }],
  ["tokens that are not known yet", { revocations: unknown }],
  ["a site that is not known yet", { site: unknown }],
])("%s updates a batch in place", (_what, change) => {
  expect(diffBatch(batch, { ...inputs, ...change })).toEqual({
    changes: true,
    replaces: [],
    deleteBeforeReplace: false,
  });
});

test.each<[string, Partial<BatchInputs>]>([
  ["nothing", {}],
  ["another order", { revocations: { [otherId]: {}, [tokenId]: entries[tokenId] } }],
  ["retainOnDelete, which is the engine's own", { retainOnDelete: true }],
])("%s is no change of a batch", (_what, change) => {
  expect(diffBatch(batch, { ...inputs, ...change })).toMatchObject({ changes: false, replaces: [] });
});

test.each<[string, readonly RevocationRecord[]]>([
  ["that is not recorded", [done]],
  ["that is recorded as armed", [done, { ...done, tokenId: otherId, status: "armed" }]],
  ["that is unfinished", [done, { ...done, tokenId: otherId, unfinished: "verification" }]],
  [
    "that is left over",
    [done, { ...done, tokenId: otherId }, { ...done, tokenId: "6ada9c44-0b7f-4e35-826b-ccecd6d358d5" }],
  ],
])("a token %s is a change of a batch, whatever the inputs say", (_what, records) => {
  expect(diffBatch(batchStateOf(inputs, entries, records), inputs)).toMatchObject({ changes: true });
});
