import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { accountSites, declaredTokens, sites, type AccountSite } from "pulumi-datadog-token-revocation";
import { namedTokens } from "./stack/named-tokens";
import { configurationUntold, stackConfiguration } from "./stack/plain-configuration";
import { isExplicitProvider, settingsOf, settingsOfProvider } from "./stack/setting-namespaces";

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
    const { sites } = args.getConfig<Config>();
    const [inAny, named] = parted(declaredTokens(args), ({ account }) => account === "any");
    const wrong = named.filter(({ site }) => !sites.includes(site));
    for (const [site, tokens] of Map.groupBy(wrong, (token) => token.site)) {
      report(
        `${args.name}: ${namedTokens(args, tokens)} is on ${site}, and allowed are: ${sites.join(", ")}.`,
      );
    }
    if (inAny.length === 0) {
      return;
    }
    const accounts = accountsAskedBy(args);
    if (accounts === undefined) {
      report(configurationUntold);
      return;
    }
    for (const { account, site } of accounts) {
      if (!sites.includes(site)) {
        report(
          `${args.name}: ${namedTokens(args, inAny)} is for any account, so also for ${account} on ${site}, and allowed are: ${sites.join(", ")}.`,
        );
      }
    }
  },
};

/** The accounts that a resource for any of them asks; undefined if the engine has not told the stack's configuration. */
function accountsAskedBy(args: ResourceValidationArgs): AccountSite[] | undefined {
  const { provider } = args;
  if (provider !== undefined && isExplicitProvider(provider)) {
    // It asks with its own settings, and never with those of the environment.
    return accountSites(settingsOfProvider(provider), {});
  }
  const configuration = stackConfiguration();
  return configuration && accountSites(settingsOf(args, configuration));
}

function parted<Value>(values: readonly Value[], isFirst: (value: Value) => boolean): [Value[], Value[]] {
  return [values.filter(isFirst), values.filter((value) => !isFirst(value))];
}
