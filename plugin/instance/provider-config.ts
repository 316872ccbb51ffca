import { isDeepStrictEqual } from "node:util";
import type { Environment, StackConfig } from "../../provider/session/setting-sources";
import type { Values } from "../wire/property-values";

/** The inputs of a provider that hold credentials: they are secret in the state, even where a program gives them in clear. */
export const credentialInputs = ["bearerToken", "apiKey", "appKey", "accounts"] as const;

/** The variables that say who asks, and where: of a provider that a program makes they are no part. */
const identityVariables =
  /^(?:DATADOG_BEARER_TOKEN|DD_(?:ACCOUNTS|(?:.+_)?(?:BEARER_TOKEN|API_KEY|APP_KEY|API_URL|SITE|DELEGATED_TOKEN|DELEGATED_TOKEN_AUDIENCE)))$/;

/**
 * Tells the provider that Pulumi makes by itself from those that a program makes, by its name, into which the engine writes
 * the version and the place that a resource asks for: `default_0_1_0`, `default_github_/api.github.com/acme/revocations`.
 */
function isDefaultProvider(name: string): boolean {
  return /^default(?:_\d+_\d+_\d+.*)?(?:_[a-z]+_\/.+)?$/.test(name);
}

/** The inputs of a provider as the stack's configuration of the lifecycle, in which everything is text. */
export function configOf(inputs: Values): StackConfig {
  return {
    get: (key) => {
      const value = inputs[key.replace(/^datadog:/, "")];
      return value === undefined || value === null || typeof value === "string"
        ? (value ?? undefined)
        : JSON.stringify(value);
    },
  };
}

/** The environment of a provider: one that a program makes asks with its own credentials, and never with those of the environment. */
export function environmentOf(providerName: string, environment: Environment): Environment {
  return isDefaultProvider(providerName)
    ? environment
    : Object.fromEntries(Object.entries(environment).filter(([name]) => !identityVariables.test(name)));
}

/** Finds what is wrong with the inputs of a provider, in words that hold no value. */
export function problemsOfConfig(providerName: string, inputs: Values): string[] {
  const isGiven = (name: string) => (inputs[name] ?? undefined) !== undefined;
  if (isDefaultProvider(providerName) || credentialInputs.some(isGiven)) {
    return [];
  }
  return [
    `The provider "${providerName}" has no credentials, and those of the environment are not used for it, since they may be another organisation's. ` +
      "Give it bearerToken (a personal or service access token), or apiKey and appKey, or accounts.",
  ];
}

/** The names of the inputs that differ. */
export function changedInputs(olds: Values, news: Values): string[] {
  return [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (name) => !isDeepStrictEqual(olds[name], news[name]),
  );
}
