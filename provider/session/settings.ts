import {
  parseApiUrl,
  parseSite,
  sites,
  type Credentials,
  type CredentialSource,
  type Site,
} from "../datadog";
import { ConfigurationError } from "./configuration-error";
import { credentialsIn, type Found } from "./credential-settings";

/** The stack's configuration as the dynamic provider is given it, secrets in clear; keys are fully qualified. */
export interface StackConfig {
  get(key: string): string | undefined;
}

/** The most new revocations of a run, and the setting that says so. */
export interface Cap {
  most: number;
  name: string;
}

/** The environment of the provider process, which is that of the `pulumi` command. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings of the stack's configuration (first) and of the environment. Nothing is read before it is asked for: a preview
 * needs no credentials, and a wrong number must not hide a wrong site.
 */
export class Settings {
  readonly #config: StackConfig | undefined;
  readonly #environment: Environment;

  constructor(config: StackConfig | undefined, environment: Environment) {
    this.#config = config;
    this.#environment = environment;
  }

  /**
   * The site that configuration or environment name, for a revocation that names none.
   *
   * @throws ConfigurationError for an unknown site.
   */
  site(): { site: Site; name: string } | undefined {
    const found = this.#find("datadog:site", "DD_SITE");
    if (found === undefined) {
      return undefined;
    }
    const site = parseSite(found.value);
    if (site === undefined) {
      throw new ConfigurationError(
        `${found.name} names an unknown Datadog site; expected one of ${sites.join(", ")}.`,
      );
    }
    return { site, name: found.name };
  }

  /**
   * The address that replaces `https://api.<site>`: a proxy, or a simulator.
   *
   * @throws ConfigurationError if it is not https (but for loopback) or carries credentials.
   */
  apiUrl(): string | undefined {
    const found = this.#find("datadog:apiUrl", "DD_API_URL");
    if (found === undefined) {
      return undefined;
    }
    const parsed = parseApiUrl(found.value);
    if ("problem" in parsed) {
      throw new ConfigurationError(`${found.name}: ${parsed.problem}`);
    }
    return parsed.url;
  }

  /** The longest that one attempt may take. @defaultValue 10 */
  requestTimeoutSeconds(): number {
    return this.#positiveNumber("datadog:requestTimeoutSeconds", "DD_REQUEST_TIMEOUT_SECONDS", 10);
  }

  /** The longest that all attempts and waits of one call may take together. @defaultValue 300 */
  retryDeadlineSeconds(): number {
    return this.#positiveNumber("datadog:retryDeadlineSeconds", "DD_RETRY_DEADLINE_SECONDS", 300);
  }

  /** The most requests that may be under way at once. @defaultValue 16 */
  concurrency(): number {
    const found = this.#find("datadog:concurrency", "DD_CONCURRENCY");
    const value = Number(found?.value ?? 16);
    if (!Number.isInteger(value) || value < 1) {
      throw new ConfigurationError(
        `${found?.name ?? ""} must be a whole number from 1, not ${JSON.stringify(found?.value)}.`,
      );
    }
    return value;
  }

  /**
   * The most new revocations of one run. The environment wins here: it allows one run what the stack does not.
   *
   * @defaultValue none
   */
  maxRevocations(): Cap | undefined {
    const found = this.#inEnvironment("DD_MAX_REVOCATIONS") ?? this.#inConfig("datadog:maxRevocations");
    if (found === undefined) {
      return undefined;
    }
    const most = Number(found.value);
    if (!Number.isInteger(most) || most < 0) {
      throw new ConfigurationError(
        `${found.name} must be a whole number from 0, not ${JSON.stringify(found.value)}.`,
      );
    }
    return { most, name: found.name };
  }

  /** True if a 404 without a body is to be taken for Datadog's own. @defaultValue false */
  acceptBareNotFound(): boolean {
    const found = this.#find("datadog:acceptBareNotFound", "DD_ACCEPT_BARE_NOT_FOUND");
    if (found !== undefined && found.value !== "true" && found.value !== "false") {
      throw new ConfigurationError(
        `${found.name} must be true or false, not ${JSON.stringify(found.value)}.`,
      );
    }
    return found?.value === "true";
  }

  /**
   * The credentials: the stack's configuration first, then the environment; within one source a bearer token wins.
   *
   * @throws ConfigurationError if there are none (it says what to set, and how), or half a pair.
   */
  credentials(): Credentials {
    return credentialsIn({
      config: (key) => this.#inConfig(key),
      environment: (variable) => this.#inEnvironment(variable),
    });
  }

  /** Finds what is wrong with the settings that every request needs, but for the credentials: one sentence each. */
  problems(): string[] {
    return [
      () => this.apiUrl(),
      () => this.requestTimeoutSeconds(),
      () => this.retryDeadlineSeconds(),
      () => this.concurrency(),
      () => this.maxRevocations(),
      () => this.acceptBareNotFound(),
    ].flatMap(problemOf);
  }

  #positiveNumber(key: string, variable: string, fallback: number): number {
    const found = this.#find(key, variable);
    if (found === undefined) {
      return fallback;
    }
    const value = Number(found.value);
    if (!Number.isFinite(value) || value <= 0) {
      throw new ConfigurationError(
        `${found.name} must be a positive number of seconds, not ${JSON.stringify(found.value)}.`,
      );
    }
    return value;
  }

  #find(key: string, variable: string): Found | undefined {
    return this.#inConfig(key) ?? this.#inEnvironment(variable);
  }

  #inConfig(key: string): Found | undefined {
    return found(this.#config?.get(key), key, "stack configuration");
  }

  #inEnvironment(variable: string): Found | undefined {
    return found(this.#environment[variable], variable, "environment");
  }
}

function problemOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return [error.message];
    }
    throw error;
  }
}

/** An empty variable or key counts as not set. */
function found(value: string | undefined, name: string, source: CredentialSource): Found | undefined {
  const trimmed = value?.trim();
  return trimmed === undefined || trimmed === "" ? undefined : { value: trimmed, name, source };
}
