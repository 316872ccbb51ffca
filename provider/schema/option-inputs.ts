import { redactTokenText } from "../datadog/token/redact";
import { parseSite, sites, type Site } from "../datadog/token/sites";
import { normalizeTokenId } from "../datadog/token/token-id";
import { omitUndefined } from "../datadog/token/omit-undefined";
import { onNotFoundValues, optionDefaults, revokeOnValues, type OnNotFound, type RevokeOn } from "./options";
import { isUnknown } from "./unknown";

/** The options that a single revocation and a batch have in common: where, when and why. */
export interface OptionInputs {
  site: Site;
  /** The account whose credentials are used; absent: `default`. `any`: all are asked, and the one that shows the token. */
  account?: string;
  revokeOn: RevokeOn;
  onNotFound: OnNotFound;
  verify: boolean;
  reason?: string;
  ticket?: string;
  /** The resource option of this name, for policy packs, which the engine does not tell of it; never in the state's outputs. */
  retainOnDelete?: boolean;
  /** `true` if the resource option of this name is set; likewise. */
  deletedWith?: boolean;
}

/** The options alone, absent ones left out: a fresh object with nothing else carried over. */
export function optionsOf({
  site,
  account,
  revokeOn,
  onNotFound,
  verify,
  reason,
  ticket,
}: OptionInputs): OptionInputs {
  return {
    site,
    ...omitUndefined({ account }),
    revokeOn,
    onNotFound,
    verify,
    ...omitUndefined({ reason, ticket }),
  };
}

/** One wrong input, at its own property: the shape of Pulumi's `CheckFailure`. */
export interface InputFailure {
  property: string;
  reason: string;
}

/** Inputs as they come from a program, nothing known of them. */
export type RawInputs = Readonly<Record<string, unknown>>;

/** A resource's inputs in their one spelling, and what is wrong with them. */
export interface NormalizedInputs {
  inputs: Record<string, unknown>;
  failures: InputFailure[];
}

/** Reads a resource's inputs; the site is that of a resource whose program names none. */
export type NormalizeInputs = (raw: RawInputs, site: Site) => NormalizedInputs;

/** A value in its one spelling, or what is wrong with it in a sentence. */
export type Normalized = { value: unknown } | { failure: string };
/** Reads one property. */
export type Normalize = (value: unknown) => Normalized;

/** The words for a text that is no token id. */
export const tokenIdExpected =
  "expected the token's id, a UUID such as 35ef7728-4761-41dd-8a7b-f1112a26f840.";

/** A token's id in any letter case becomes lower case. */
export const tokenIdNormalizer: Normalize = (value) => {
  const tokenId = typeof value === "string" ? normalizeTokenId(value) : undefined;
  return tokenId === undefined ? { failure: tokenIdExpected } : { value: tokenId };
};

const oneOf =
  (values: readonly string[]): Normalize =>
  (value) =>
    typeof value === "string" && values.includes(value)
      ? { value }
      : { failure: `expected ${listOf(values.map((each) => JSON.stringify(each)))}.` };

/**
 * A note may quote the leak: what becomes an input is the quote without the secret, whoever set it. A whole number is its
 * digits: Pulumi YAML (1.25.0) makes one of a configuration value that is nothing but digits, also if its type is `string`.
 */
const text: Normalize = (value) => {
  if (typeof value === "string") {
    return { value: redactTokenText(value) };
  }
  if (Number.isSafeInteger(value)) {
    return { value: String(value) };
  }
  const advice = typeof value === "number" ? ": a number may have lost digits, so write it in quotes" : "";
  return { failure: `expected text${advice}.` };
};

const accountPattern = /^[a-z][a-z0-9-]*$/;

const optionNormalizers: Record<keyof OptionInputs, Normalize> = {
  site: (value) => {
    const site = typeof value === "string" ? parseSite(value) : undefined;
    return site === undefined
      ? { failure: `unknown Datadog site; expected ${listOf(sites)}.` }
      : { value: site };
  },
  account: (value) =>
    typeof value === "string" && accountPattern.test(value)
      ? { value }
      : { failure: `expected an account's name, as datadog:accounts or DD_ACCOUNTS declares it, or "any".` },
  revokeOn: oneOf(revokeOnValues),
  onNotFound: oneOf(onNotFoundValues),
  verify: (value) => {
    if (typeof value === "boolean") {
      return { value };
    }
    // A value that comes from stack configuration is text.
    if (value === "true" || value === "false") {
      return { value: value === "true" };
    }
    return { failure: "expected true or false." };
  },
  retainOnDelete: (value) => ({ value: value === true }),
  deletedWith: (value) => ({ value: value === true }),
  reason: text,
  ticket: text,
};

/**
 * Normalises the options and finds every wrong one at once. Values unknown at preview pass as they are.
 *
 * @param site - the site of a revocation whose program names none.
 */
export function normalizeOptions(raw: RawInputs, site: Site): NormalizedInputs {
  const given: RawInputs = { site, ...optionDefaults, ...definedOf(raw) };
  const inputs: Record<string, unknown> = {};
  const failures: InputFailure[] = [];
  for (const property of optionNames) {
    const normalized = normalizeOption(property, given[property]);
    if ("failure" in normalized) {
      failures.push({ property, reason: normalized.failure });
    } else if (normalized.value !== undefined) {
      inputs[property] = normalized.value;
    }
  }
  return { inputs, failures };
}

const optionNames = Object.keys(optionNormalizers) as (keyof OptionInputs)[];

/** Normalises one option; a value that is absent, or unknown at preview, passes as it is. */
export function normalizeOption(property: keyof OptionInputs, value: unknown): Normalized {
  return value === undefined || value === null || isUnknown(value)
    ? { value: value ?? undefined }
    : optionNormalizers[property](value);
}

function definedOf(raw: RawInputs): RawInputs {
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined && value !== null));
}

function listOf(values: readonly string[]): string {
  return `${values.slice(0, -1).join(", ")} or ${values.at(-1) ?? ""}`;
}
