import { ConfigurationError } from "./configuration-error";
import { Accounts } from "./accounts";
import { SettingSources, type Environment, type StackConfig } from "./setting-sources";

/** The most new revocations of a run, and the setting that says so. */
export interface Cap {
  most: number;
  name: string;
}

/**
 * The settings of the stack's configuration (first) and of the environment. Nothing is read before it is asked for: a preview
 * needs no credentials, and a wrong number must not hide a wrong site.
 */
export class Settings {
  readonly #sources: SettingSources;
  /** The organisations that this run may ask, by name. */
  readonly accounts: Accounts;

  constructor(config: StackConfig | undefined, environment: Environment) {
    this.#sources = new SettingSources(config, environment);
    this.accounts = new Accounts(this.#sources);
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
    const found = this.#sources.find("datadog:concurrency", "DD_CONCURRENCY");
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
    const found = this.#sources.findInEnvironmentFirst("datadog:maxRevocations", "DD_MAX_REVOCATIONS");
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
    const found = this.#sources.find("datadog:acceptBareNotFound", "DD_ACCEPT_BARE_NOT_FOUND");
    if (found !== undefined && found.value !== "true" && found.value !== "false") {
      throw new ConfigurationError(
        `${found.name} must be true or false, not ${JSON.stringify(found.value)}.`,
      );
    }
    return found?.value === "true";
  }

  /** Finds what is wrong with the settings that every request needs, but for the credentials: one sentence each. */
  problems(): string[] {
    return [
      () => this.requestTimeoutSeconds(),
      () => this.retryDeadlineSeconds(),
      () => this.concurrency(),
      () => this.maxRevocations(),
      () => this.acceptBareNotFound(),
    ]
      .flatMap(problemOf)
      .concat(this.accounts.problems)
      .concat(this.accounts.names.flatMap((name) => problemOf(() => this.accounts.account(name).address())));
  }

  #positiveNumber(key: string, variable: string, fallback: number): number {
    const found = this.#sources.find(key, variable);
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
