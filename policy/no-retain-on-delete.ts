import type { ResourceValidationPolicy } from "@pulumi/policy";
import { isRevocationType } from "pulumi-datadog-token-revocation";

/**
 * With `retainOnDelete` the end of a revocation sends no DELETE: one that is only armed would never revoke its token.
 * The engine tells policies nothing of this option, so the package's classes declare it as an input.
 */
export const noRetainOnDelete: ResourceValidationPolicy = {
  name: "no-retain-on-delete",
  description: "A revocation is not retained on delete: its end makes sure that the token is revoked.",
  enforcementLevel: "mandatory",
  severity: "high",
  remediationSteps: "Leave the resource options retainOnDelete and deletedWith out.",
  configSchema: { properties: {} },
  validateResource(args, report) {
    if (!isRevocationType(args.type)) {
      return;
    }
    for (const option of ["retainOnDelete", "deletedWith"]) {
      if (args.props[option] === true) {
        report(`${args.name}: it has the option ${option}, so its end would send no DELETE to Datadog.`);
      }
    }
  },
};
