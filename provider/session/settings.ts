import { shownValue } from "../datadog/token/shown-value";
import { outOfSightVariable } from "../schema/claim";
import {
  aboveCapVariable,
  changedRecordVariable,
  countedRecordVariable,
  withheldVariable,
  keptRecordVariable,
} from "../schema/counted-record";
import { ConfigurationError } from "./configuration-error";
import { Accounts } from "./accounts/accounts";
import { ProtectedTokens } from "./protected-tokens";
import { TakenForGone } from "./taken-for-gone";
import { SettingSources, type Environment, type StackConfig } from "./setting-sources";

/** The fate of a token that is itself the credential of a run. */
export type SelfRevocation = "last" | "refuse";

/** The most new revocations of a run, and the setting that says so. */
export interface Cap {
  most: number;
  name: string;
  /** The file to which is told how many are above it. @defaultValue none */
  aboveFile?: string;
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
        `${found?.name ?? ""} must be a whole number from 1, not ${shownValue(found?.value ?? "")}.`,
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
        `${found.name} must be a whole number from 0, not ${shownValue(found.value)}.`,
      );
    }
    const aboveFile = this.#sources.inEnvironment(aboveCapVariable)?.value;
    return { most, name: found.name, ...(aboveFile !== undefined && { aboveFile }) };
  }

  /**
   * The fate of a token that is itself the credential of this run: it is revoked last, or refused. Either source can
   * refuse, and neither lifts the other's refusal.
   *
   * @defaultValue "last"
   */
  selfRevocation(): SelfRevocation {
    const given = [
      this.#sources.inConfig("datadog:selfRevocation"),
      this.#sources.inEnvironment("DD_SELF_REVOCATION"),
    ].filter((found) => found !== undefined);
    for (const { name, value } of given) {
      if (value !== "last" && value !== "refuse") {
        throw new ConfigurationError(`${name} must be "last" or "refuse", not ${shownValue(value)}.`);
      }
    }
    return given.some(({ value }) => value === "refuse") ? "refuse" : "last";
  }

  /** The tokens that nothing may revoke. @defaultValue none */
  protectedTokens(): ProtectedTokens {
    return new ProtectedTokens([
      this.#sources.inConfig("datadog:protectedTokens"),
      this.#sources.inEnvironment("DD_PROTECTED_TOKENS"),
    ]);
  }

  /** The tokens that a person says are gone: of the environment alone, which no pull request can write. @defaultValue none */
  takenForGone(): TakenForGone {
    return new TakenForGone(this.#sources.inEnvironment("DD_ACCEPT_NOT_FOUND"));
  }

  /** True if a check looks up what Datadog says of the tokens that would be revoked. @defaultValue true */
  describe(): boolean {
    return this.#trueOrFalse("datadog:describe", "DD_DESCRIBE") ?? true;
  }

  /** True if a 404 without a body is to be taken for Datadog's own. @defaultValue false */
  acceptBareNotFound(): boolean {
    return this.#trueOrFalse("datadog:acceptBareNotFound", "DD_ACCEPT_BARE_NOT_FOUND") ?? false;
  }

  /** The file by whose existence a refresh tells that it could not look for every token. @defaultValue none */
  outOfSightFile(): string | undefined {
    return this.#sources.inEnvironment(outOfSightVariable)?.value;
  }

  /** The file to which a check tells the tokens that are protected, or that the run itself works with. @defaultValue none */
  withheldFile(): string | undefined {
    return this.#sources.inEnvironment(withheldVariable)?.value;
  }

  /** The records with which the limit of a day was counted, and how to tell that one has changed. @defaultValue none */
  countedRecord(): { counted: string | undefined; changedFile: string | undefined } {
    const [counted, changedFile] = [countedRecordVariable, changedRecordVariable].map(
      (variable) => this.#sources.inEnvironment(variable)?.value,
    );
    return { counted, changedFile };
  }

  /** The names of the lists' files whose revocations stay on record though they do not name them. @defaultValue none */
  keptRecordFiles(): string[] {
    return this.#sources.inEnvironment(keptRecordVariable)?.value.split("/") ?? [];
  }

  /** Finds what is wrong with the settings that every request needs, but for the credentials: one sentence each. */
  problems(): string[] {
    return [
      () => this.requestTimeoutSeconds(),
      () => this.retryDeadlineSeconds(),
      () => this.concurrency(),
      () => this.maxRevocations(),
      () => this.acceptBareNotFound(),
      () => this.selfRevocation(),
      () => this.describe(),
    ]
      .flatMap(problemOf)
      .concat(this.protectedTokens().problems)
      .concat(this.takenForGone().problems)
      .concat(this.accounts.problems)
      .concat(this.accounts.names.flatMap((name) => problemOf(() => this.accounts.account(name).address())));
  }

  #trueOrFalse(key: string, variable: string): boolean | undefined {
    const found = this.#sources.find(key, variable);
    if (found !== undefined && found.value !== "true" && found.value !== "false") {
      throw new ConfigurationError(`${found.name} must be true or false, not ${shownValue(found.value)}.`);
    }
    return found && found.value === "true";
  }

  #positiveNumber(key: string, variable: string, fallback: number): number {
    const found = this.#sources.find(key, variable);
    if (found === undefined) {
      return fallback;
    }
    const value = Number(found.value);
    if (!Number.isFinite(value) || value <= 0) {
      throw new ConfigurationError(
        `${found.name} must be a positive number of seconds, not ${shownValue(found.value)}.`,
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
