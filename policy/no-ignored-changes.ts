import type { ResourceValidationPolicy } from "@pulumi/policy";
import { decisiveIgnored, ignoredChangesProblem, isRevocationType } from "pulumi-datadog-token-revocation";

/**
 * With `ignoreChanges` of what says which token is revoked, a token that is declared later lives, and Pulumi says "unchanged".
 * The package's classes refuse it; the engine tells policies also of what a transform adds.
 */
export const noIgnoredChanges: ResourceValidationPolicy = {
  name: "no-ignored-changes",
  description: "A revocation ignores no change of what says which token is revoked, where and when.",
  enforcementLevel: "mandatory",
  severity: "high",
  remediationSteps: "Leave the resource option ignoreChanges out.",
  configSchema: { properties: {} },
  validateResource({ type, name, opts }, report) {
    const ignored = isRevocationType(type) ? decisiveIgnored(opts.ignoreChanges) : undefined;
    if (ignored !== undefined) {
      report(ignoredChangesProblem(name, ignored));
    }
  },
};
