import type { StackValidationPolicy } from "@pulumi/policy";
import { apiHosts } from "./stack/api-hosts";
import { configurationUntold, stackConfiguration } from "./stack/plain-configuration";
import { isExplicitProvider } from "./stack/setting-namespaces";

interface Config {
  hosts: string[];
}

/** An address in the stack's configuration decides where the credentials go, and whoever may propose a change may set it. */
export const noForeignApiHost: StackValidationPolicy = {
  name: "no-foreign-api-host",
  description: "No stack configuration sends Datadog's credentials to a host that is not Datadog's.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Take datadog:apiUrl, and apiUrl of the accounts, out of the stack's configuration; set DD_API_URL or " +
    "DD_<ACCOUNT>_API_URL in the environment of pulumi.",
  configSchema: {
    properties: {
      hosts: {
        type: "array",
        items: { type: "string" },
        description:
          "Hosts that are allowed besides api.<site> and loopback, each with its port if it has one.",
        default: [],
      },
    },
  },
  validateStack(args, report) {
    const configuration = stackConfiguration();
    if (configuration === undefined) {
      report(configurationUntold);
      return;
    }
    const allowed = new Set(args.getConfig<Config>().hosts.map((host) => host.toLowerCase()));
    const reportForeign = (settings: ReadonlyMap<string, string>, owner: string) => {
      for (const { key, host } of apiHosts(settings)) {
        if (host === undefined) {
          report(`${owner}${key} is no address.`);
        } else if (!allowed.has(host)) {
          report(
            `${owner}${key} sends the credentials to ${host}, which is neither api.<site> nor loopback.`,
          );
        }
      }
    };
    reportForeign(configuration, "");
    for (const provider of args.resources.filter(isExplicitProvider)) {
      reportForeign(settingsIn(provider.props), `${provider.name}: `);
    }
  },
};

/** The settings of a provider that a program makes, as a stack's configuration has them. */
function settingsIn(props: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(
    ["apiUrl", "accounts"].flatMap((name) => {
      const value = props[name];
      return value === undefined
        ? []
        : [[`datadog:${name}`, typeof value === "string" ? value : JSON.stringify(value)] as const];
    }),
  );
}
