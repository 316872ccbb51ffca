import { diffRevocation } from "../../../../provider/check/diff";
import { unknownValue } from "../../../../provider/schema/unknown";

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
