import { noIgnoredChanges } from "../../../policy/no-ignored-changes";
import { resourceViolations, type ShownResource } from "../../support/policies/policy-run";

const refusal = (path: string) =>
  `The resource "leaked-in-ci" has ignoreChanges: ["${path}"]: a token that is declared later would not be revoked, and Pulumi would call that unchanged. Leave it out.`;

test.each<[string, ShownResource, string[]]>([
  ["a revocation", { ignoreChanges: ["reason", "tokenId"] }, [refusal("tokenId")]],
  [
    "a list",
    { ignoreChanges: ["revocations.site"], type: "pulumi-nodejs:dynamic/datadog:RevocationList" },
    [refusal("revocations.site")],
  ],
  [
    "a resource of the plugin's",
    { ignoreChanges: ["*"], type: "datadog-token-revocation:index:ServiceAccessTokenRevocation" },
    [refusal("*")],
  ],
  ["a revocation that ignores its words", { ignoreChanges: ["reason", "ticket"] }, []],
  ["a revocation that ignores nothing", {}, []],
  ["another resource", { ignoreChanges: ["*"], type: "acme:index:Thing" }, []],
])("of %s", async (_, resource, violations) => {
  expect(await resourceViolations(noIgnoredChanges, resource)).toEqual(violations);
});
