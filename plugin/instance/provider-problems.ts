import { isDeepStrictEqual } from "node:util";
import { objectIn, parseJson } from "../../provider/datadog/api/json-api";
import { containsTokenText } from "../../provider/datadog/token/redact";
import { unknownValue } from "../../provider/schema/unknown";
import type { Environment } from "../../provider/session/setting-sources";
import { Settings } from "../../provider/session/settings";
import { providerInputs } from "../schema/configuration";
import type { Values } from "../wire/property-values";
import { configOf, credentialInputs, isDefaultProvider, withoutIdentity } from "./provider-config";

/** Finds what is wrong with the inputs of a provider, in words that hold no value. */
export function problemsOfConfig(providerName: string, inputs: Values, environment: Environment): string[] {
  const texts = Object.keys(inputs).filter((name) => holdsTokenText(name, inputs[name]));
  if (texts.length > 0) {
    return texts.map(
      (name) =>
        `${name}: a token's text stands here, secret part and all, and would get into the state. Write its public portion or its id.`,
    );
  }
  if (isMadeByPulumi(providerName, inputs, environment)) {
    return [];
  }
  const settings = new Settings(configOf(inputs), withoutIdentity(environment));
  if (!bringsCredentials(inputs, settings)) {
    return [
      `The provider "${providerName}" has no credentials, and those of the environment are not used for it, since they may be another organisation's. ` +
        "Give it bearerToken (a personal or service access token), or apiKey and appKey, or accounts.",
    ];
  }
  return holdsUnknown(inputs) ? [] : [...new Set([...settings.problems(), ...problemsOfAccounts(settings)])];
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

/** Tells whether any account has a credential, or may have one that is not known yet. */
function bringsCredentials(inputs: Values, { accounts }: Settings): boolean {
  return (
    credentialInputs.some((name) => holdsUnknown(inputs[name])) ||
    // Declarations that can't be read are a problem of their own.
    accounts.problems.length > 0 ||
    accounts.asked().some((account) => account.hasCredentials())
  );
}

/** Finds what is wrong with each account's site and address, and those that have one key of the two. */
function problemsOfAccounts({ accounts }: Settings): string[] {
  const problems: string[] = [];
  for (const account of accounts.asked()) {
    try {
      account.address();
      if (account.hasCredentials()) {
        account.credentials();
      }
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  return problems;
}

/** Tells whether an input that is stored in clear holds a token's whole text. */
function holdsTokenText(name: string, value: unknown): boolean {
  return !credentialInputs.some((each) => each === name) && containsTokenText(textOf(value));
}

function holdsUnknown(value: unknown): boolean {
  return textOf(value).includes(unknownValue);
}

function textOf(value: unknown): string {
  return JSON.stringify(value ?? null);
}
