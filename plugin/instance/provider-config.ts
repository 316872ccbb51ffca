import { isDeepStrictEqual } from "node:util";
import { unknownValue } from "../../provider/schema/unknown";
import type { Environment, StackConfig } from "../../provider/session/setting-sources";
import { Settings } from "../../provider/session/settings";
import { objectIn, parseJson } from "../../provider/datadog/api/json-api";
import { providerInputs } from "../schema/configuration";
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
export function problemsOfConfig(providerName: string, inputs: Values, environment: Environment): string[] {
  if (isMadeByPulumi(providerName, inputs, environment) || bringsCredentials(inputs)) {
    return [];
  }
  return [
    `The provider "${providerName}" has no credentials, and those of the environment are not used for it, since they may be another organisation's. ` +
      "Give it bearerToken (a personal or service access token), or apiKey and appKey, or accounts.",
  ];
}

/**
 * Tells the provider that Pulumi makes by itself from one to which a program gives the same name: its inputs are those of the
 * stack's configuration, which the engine hands to every plugin.
 */
function isMadeByPulumi(name: string, inputs: Values, { PULUMI_CONFIG }: Environment): boolean {
  if (!isDefaultProvider(name) || PULUMI_CONFIG === undefined) {
    return isDefaultProvider(name);
  }
  const config = configOf(objectIn(parseJson(PULUMI_CONFIG)));
  const given = configOf(inputs);
  return Object.keys(providerInputs).every((input) => {
    const value = given.get(input);
    return value === undefined || isSameText(value, config.get(input));
  });
}

/** Compares two values of the stack's configuration, of which one may be written as another JSON text. */
function isSameText(one: string, other = ""): boolean {
  return one.trim() === other.trim() || isDeepStrictEqual(parseJson(one) ?? one, parseJson(other) ?? other);
}

/** Tells whether any account of a provider's inputs has a credential, or may have one that is not known yet. */
function bringsCredentials(inputs: Values): boolean {
  if (credentialInputs.some((name) => (JSON.stringify(inputs[name]) ?? "").includes(unknownValue))) {
    return true;
  }
  const { accounts } = new Settings(configOf(inputs), {});
  // What is wrong with the declarations of accounts is told when the first resource is checked.
  return accounts.problems.length > 0 || accounts.asked().some((account) => account.hasCredentials());
}

/** The names of the inputs that differ. */
export function changedInputs(olds: Values, news: Values): string[] {
  return [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (name) => !isDeepStrictEqual(olds[name], news[name]),
  );
}
