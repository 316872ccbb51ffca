import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { containsTokenText, redactTokenText } from "pulumi-datadog-token-revocation";
import { heldTokens } from "./stack/held-tokens";

interface Config {
  exceptTypes: string[];
}

/**
 * A resource's properties stand in the state, and often in a log or in a page of the cloud: a token in there is
 * leaked once more. Inputs are searched before a resource is created, outputs and those of the stack at the end.
 */
export const noLeakedToken: ResourceValidationPolicy & StackValidationPolicy = {
  name: "no-leaked-token",
  description: "No resource of the stack, ours or another's, holds a Datadog access token's text.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Write the token's public portion (ddpat_ and 22 letters and digits) or its id instead, and revoke the token if " +
    "it ever stood there.",
  configSchema: {
    properties: {
      exceptTypes: {
        type: "array",
        items: { type: "string" },
        description: "Types of resources that are meant to hold a token, such as kubernetes:core/v1:Secret.",
        default: [],
      },
    },
  },
  async validateResource(args, report) {
    if (isExcepted(args, args.getConfig<Config>())) {
      return;
    }
    const name = redactTokenText(args.name);
    if (containsTokenText(args.name)) {
      report(`${name}: its name holds a Datadog access token's text.`);
    }
    for (const place of await heldTokens(args.props)) {
      report(message(name, "property", place));
    }
  },
  async validateStack(args, report) {
    for (const resource of args.resources) {
      if (isExcepted(resource, args.getConfig<Config>())) {
        continue;
      }
      const name = redactTokenText(resource.name);
      for (const place of await heldTokens(resource.props)) {
        report(message(name, "output", place), resource.urn);
      }
    }
  },
};

function message(name: string, kind: "property" | "output", place: string): string {
  return `${name}: its ${kind} ${place} holds a Datadog access token's text, which is not shown here on purpose.`;
}

/** A default provider's properties are the stack's configuration, where a credential belongs: another policy judges that. */
function isExcepted({ type, name }: { type: string; name: string }, { exceptTypes }: Config): boolean {
  const isDefaultProvider = type.startsWith("pulumi:providers:") && /^default(?:_\d+_\d+_\d+.*)?$/.test(name);
  return isDefaultProvider || exceptTypes.includes(type);
}
