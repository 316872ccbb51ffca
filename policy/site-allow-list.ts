import type { ResourceValidationPolicy } from "@pulumi/policy";
import { sites } from "pulumi-datadog-token-revocation";
import { isRevocation } from "./revocation-resource";

interface Config {
  sites: string[];
}

/** A revocation that asks the wrong organisation finds nothing there, and the leaked token lives on. */
export const siteAllowList: ResourceValidationPolicy = {
  name: "site-allow-list",
  description: "A revocation asks one of the Datadog sites that are allowed.",
  enforcementLevel: "mandatory",
  severity: "high",
  remediationSteps:
    "Set site, datadog:site or DD_SITE to the site of the organisation in which the token was made.",
  configSchema: {
    properties: {
      sites: {
        type: "array",
        items: { type: "string", enum: [...sites] },
        description: "The sites that are allowed, such as datadoghq.eu.",
        default: [...sites],
      },
    },
  },
  validateResource(args, report) {
    if (!isRevocation(args)) {
      return;
    }
    const { sites } = args.getConfig<Config>();
    const site: unknown = args.props["site"];
    if (typeof site === "string" && sites.includes(site)) {
      return;
    }
    report(`${args.name}: its site is ${String(site)}, and allowed are: ${sites.join(", ")}.`);
  },
};
