import type { StackValidationPolicy } from "@pulumi/policy";
import { apiHosts } from "./stack/api-hosts";
import { configurationUntold, stackConfiguration } from "./stack/plain-configuration";
import { isExplicitProvider, isPluginProvider, settingsOfProvider } from "./stack/setting-namespaces";

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
    const ofStack = apiHosts(configuration);
    const told = new Set(ofStack.map(({ host }) => host));
    // A provider of which the name says that Pulumi made it has the stack's settings, unless a program took the name.
    const ofProviders = args.resources.filter(isPluginProvider).flatMap((provider) => {
      const foreign = apiHosts(settingsOfProvider(provider));
      const news = isExplicitProvider(provider) ? foreign : foreign.filter(({ host }) => !told.has(host));
      return news.map(({ key, ...rest }) => ({ key: `${provider.name}: ${key}`, ...rest }));
    });
    for (const { key, host } of [...ofStack, ...ofProviders]) {
      if (host === undefined) {
        report(`${key} is no address.`);
      } else if (!allowed.has(host)) {
        report(`${key} sends the credentials to ${host}, which is neither api.<site> nor loopback.`);
      }
    }
  },
};
