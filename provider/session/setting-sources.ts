import type { CredentialSource } from "../datadog";

/** The stack's configuration as the dynamic provider is given it, secrets in clear; keys are fully qualified. */
export interface StackConfig {
  get(key: string): string | undefined;
  /** The name of the provider whose inputs these are, if a program made one; it asks with nothing else. */
  provider?: string | undefined;
}

/** The environment of the provider process, which is that of the `pulumi` command. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that is set, and where. */
export interface Found {
  value: string;
  /** The key or variable that holds it, e.g. `datadog:site` or `DD_SITE`. */
  name: string;
  source: CredentialSource;
}

/** Looks settings up in the stack's configuration and in the environment; one that is empty counts as not set. */
export class SettingSources {
  readonly #config: StackConfig | undefined;
  readonly #environment: Environment;

  constructor(config: StackConfig | undefined, environment: Environment) {
    this.#config = config;
    this.#environment = environment;
  }

  /** The provider that a program made, from whose inputs alone its accounts come. */
  get provider(): string | undefined {
    return this.#config?.provider;
  }

  inConfig(key: string): Found | undefined {
    return foundIn(this.#config?.get(key), key, "stack configuration");
  }

  inEnvironment(variable: string): Found | undefined {
    return foundIn(this.#environment[variable], variable, "environment");
  }

  /** Looks in the stack's configuration first. */
  find(key: string, variable: string): Found | undefined {
    return this.inConfig(key) ?? this.inEnvironment(variable);
  }

  /** Looks in the environment first: for what allows one run, or one machine, something else than the stack says. */
  findInEnvironmentFirst(key: string, variable: string): Found | undefined {
    return this.inEnvironment(variable) ?? this.inConfig(key);
  }
}

/** A value as it was found, without white space around it; undefined if nothing is left. */
export function foundIn(
  value: string | undefined,
  name: string,
  source: CredentialSource,
): Found | undefined {
  const trimmed = value?.trim();
  return trimmed === undefined || trimmed === "" ? undefined : { value: trimmed, name, source };
}
