import type { verbs } from "../api/endpoint";
import { redactSecrets, type Secret } from "../http/secret";
import { accountSiteName } from "../token/account-site";
import type { Site } from "../token/sites";
import { inBrackets, quotableErrors } from "./own-words";

/** The facts that every error about a call to Datadog is made from. */
export interface FailureFacts {
  /** The verb for the call, fit to follow "Failed to". */
  verb: (typeof verbs)[keyof typeof verbs];
  /** Absent if the call was about no token in particular. */
  tokenId?: string;
  /** The service account that owns the token; absent for a personal one. */
  serviceAccountId?: string;
  site: Site;
  /** The account whose credentials were used; absent: its name says nothing. */
  account?: string;
  /** The status of the last response, if there was one. */
  status?: number;
  /** Datadog's own words, as it wrote them. */
  errors: readonly string[];
  /** Requests sent. */
  attempts: number;
  /** Texts that must not appear in the error: the credential's. */
  secrets: readonly Secret[];
}

/**
 * A call to Datadog that failed. The message says what happened, to which token, account and site, in Datadog's own words, and
 * what to do next; neither it nor any field holds a credential or a token's secret part, whatever Datadog responded.
 */
export abstract class DatadogError extends Error {
  abstract override readonly name: string;
  /** Undefined if the call was about no token in particular. */
  readonly tokenId: string | undefined;
  readonly site: Site;
  /** Undefined for the only account. */
  readonly account: string | undefined;
  /** The HTTP status of the last response; undefined if there was none. */
  readonly status: number | undefined;
  /** Datadog's own words; long ones are cut. */
  readonly errors: readonly string[];
  /** Requests sent. */
  readonly attempts: number;
  /** The message without its advice. */
  readonly problem: string;

  /**
   * @param problem what happened, without a full stop; Datadog's own words are put behind it
   * @param advice what to do next, in whole sentences
   */
  constructor(facts: FailureFacts, problem: string, advice: string) {
    const errors = quotableErrors(facts.errors, facts.secrets);
    const happened = redactSecrets(
      `Failed to ${facts.verb} ${subjectOf(facts)} on ${accountSiteName(facts)}: ${problem}${inBrackets(errors)}.`,
      facts.secrets,
    );
    super(`${happened} ${redactSecrets(advice, facts.secrets)}`);
    this.problem = happened;
    // Pulumi prints the stack to the user, who is helped by the message alone.
    this.stack = this.message;
    this.tokenId = facts.tokenId === undefined ? undefined : redactSecrets(facts.tokenId, facts.secrets);
    this.site = facts.site;
    this.account = facts.account;
    this.status = facts.status;
    this.errors = errors;
    this.attempts = facts.attempts;
  }
}

function subjectOf({ tokenId, serviceAccountId }: FailureFacts): string {
  if (tokenId === undefined) {
    return "personal access tokens";
  }
  return serviceAccountId === undefined
    ? `personal access token "${tokenId}"`
    : `service access token "${tokenId}" of service account "${serviceAccountId}"`;
}

/** True if Datadog refused the credentials (status 401), or what they asked for (403): asking again would not help. */
export function isCredentialsError(error: unknown): error is DatadogError {
  return error instanceof DatadogError && (error.status === 401 || error.status === 403);
}
