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
export function isDefaultProvider(name: string): boolean {
  return /^default(?:_\d+_\d+_\d+.*)?(?:_[a-z]+_\/.+)?$/.test(name);
}

/**
 * The inputs of a provider as the stack's configuration of the lifecycle, in which everything is text.
 *
 * @param provider - the name of one that a program made
 */
export function configOf(inputs: Values, provider?: string): StackConfig {
  return {
    provider,
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
  return isDefaultProvider(providerName) ? environment : withoutIdentity(environment);
}

/** The environment without what says who asks, and where. */
export function withoutIdentity(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !identityVariables.test(name)));
}

/** The names of the inputs that differ. */
export function changedInputs(olds: Values, news: Values): string[] {
  return [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (name) => !isDeepStrictEqual(olds[name], news[name]),
  );
}
