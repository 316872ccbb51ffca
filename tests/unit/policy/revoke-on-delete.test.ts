import { revokeOnDelete } from "../../../policy/revoke-on-delete";
import { resourceViolations, unknownText, type ShownResource } from "../../support/policies/policy-run";

const armed: ShownResource = { props: { revokeOn: "delete" }, stack: "prod" };
const refusal =
  'leaked-in-ci: with revokeOn "delete" its token stays alive until it is taken out or destroyed, and the stack prod is none of those that may do so.';

test.each<[string, ShownResource, string[], string[]]>([
  ["in a stack, none named", armed, [], [refusal]],
  ["in a stack, others named", armed, ["sandbox", "production"], [refusal]],
  ["in a named stack", armed, ["sandbox", "prod"], []],
  ["at once", { props: { revokeOn: "both" } }, [], []],
  ["on create alone", { props: { revokeOn: "create" } }, [], []],
  [
    "of a batch",
    {
      props: { ...armed.props, revocations: { a: {}, b: { revokeOn: "create" } } },
      type: "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocationBatch",
    },
    [],
    [refusal.replace("its token", "token a")],
  ],
  ["of another resource", { ...armed, type: "acme:index:Thing" }, [], []],
])("a revocation on delete, %s", async (_, resource, stacks, violations) => {
  expect(await resourceViolations(revokeOnDelete, resource, { stacks })).toEqual(violations);
});

test("no stack is named unless the configuration does it", async () => {
  expect(await resourceViolations(revokeOnDelete, armed)).toEqual([refusal]);
});

test("a value that a preview does not know yet is told to the engine", async () => {
  const run = resourceViolations(revokeOnDelete, { props: { revokeOn: unknownText } });
  await expect(run).rejects.toThrow("string value at .revokeOn can't be known during preview");
});
