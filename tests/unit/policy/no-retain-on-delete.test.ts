import { noRetainOnDelete } from "../../../policy/no-retain-on-delete";
import { resourceViolations, type ShownResource } from "../../support/policies/policy-run";

const refusal = "leaked-in-ci: it has the option retainOnDelete, so its end would send no DELETE to Datadog.";

test.each<[string, ShownResource, string[]]>([
  ["a revocation with the option", { props: { retainOnDelete: true } }, [refusal]],
  [
    "a batch with the option",
    {
      props: { retainOnDelete: true },
      type: "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocationBatch",
    },
    [refusal],
  ],
  [
    "a revocation that is deleted with another resource",
    { props: { deletedWith: true } },
    ["leaked-in-ci: it has the option deletedWith, so its end would send no DELETE to Datadog."],
  ],
  ["a revocation without it", { props: {} }, []],
  ["a revocation that switches it off", { props: { retainOnDelete: false } }, []],
  ["another resource", { props: { retainOnDelete: true }, type: "acme:index:Thing" }, []],
])("of %s", async (_, resource, violations) => {
  expect(await resourceViolations(noRetainOnDelete, resource)).toEqual(violations);
});
