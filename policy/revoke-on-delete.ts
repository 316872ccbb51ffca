import type { ResourceValidationPolicy } from "@pulumi/policy";
import { declaredTokens } from "pulumi-datadog-token-revocation";
import { namedTokens } from "./stack/named-tokens";

interface Config {
  stacks: string[];
}

/** `revokeOn: "delete"` leaves a token alive until its resource goes: right for a token that is lent, wrong for a leaked one. */
export const revokeOnDelete: ResourceValidationPolicy = {
  name: "revoke-on-delete",
  description: 'Only in stacks that are named may a revocation wait for its end (revokeOn: "delete").',
  enforcementLevel: "mandatory",
  severity: "high",
  remediationSteps: 'Leave revokeOn out, or set it to "both" or "create": then the token is revoked at once.',
  configSchema: {
    properties: {
      stacks: {
        type: "array",
        items: { type: "string" },
        description: 'The names of the stacks that may use revokeOn: "delete", such as "sandbox".',
        default: [],
      },
    },
  },
  validateResource(args, report) {
    const armed = declaredTokens(args).filter(({ revokeOn }) => revokeOn === "delete");
    if (armed.length === 0) {
      return;
    }
    const stack = stackOf(args.urn);
    if (args.getConfig<Config>().stacks.includes(stack)) {
      return;
    }
    report(
      `${args.name}: with revokeOn "delete" ${namedTokens(args, armed)} stays alive until it is taken out or destroyed, and ` +
        `the stack ${stack} is none of those that may do so.`,
    );
  },
};

/** `urn:pulumi:<stack>::<project>::…` */
function stackOf(urn: string): string {
  return urn.split("::", 1)[0]?.replace("urn:pulumi:", "") ?? "";
}
