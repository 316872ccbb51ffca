import type { AccountSite, Clock, DatadogClient } from "../datadog";
import type { Readings } from "./look-ahead/readings";
import type { MessageLog } from "../session/message-log";
import type { OwnToken } from "../session/accounts/own-tokens";
import type { ProtectableToken } from "../session/protected-tokens";
import type { TokenFailure, TokenTasks } from "../tasks/run-tasks";
import type { NamedToken } from "../messages/wording";
import type { TokenDirectory } from "./service-tokens/token-directory";

/** The effects that revoking tokens needs, and what differs between a single revocation and a batch. */
export interface RevocationContext {
  client: (accountSite: AccountSite) => DatadogClient;
  /** The list of an account's tokens, for what only it tells: whose a token is. */
  directory: (accountSite: AccountSite) => TokenDirectory;
  /** The accounts that a token is looked for in if it is declared for any; never none. */
  accounts: () => readonly AccountSite[];
  /** The organisation that answers for an account at a site; undefined if it can't be told, of which a person knows by then. */
  organizationAt: (accountSite: AccountSite) => Promise<string | undefined>;
  /** The same, without a second question if trouble kept it unknown: `organizationToProve` asks that one. */
  organizationSoFar: (accountSite: AccountSite) => Promise<string | undefined>;
  /** The same for a proof: if trouble kept it unknown, Datadog is asked again, for up to 30 s, so no DELETE may wait for it. */
  organizationToProve: (accountSite: AccountSite) => Promise<string | undefined>;
  /** The user whose credentials ask for an account at a site; undefined if it can't be told. */
  userAt: (accountSite: AccountSite) => Promise<string | undefined>;
  /** Tells whether a person has said that a token is gone (`DD_ACCEPT_NOT_FOUND`): any 404 about it is accepted then. */
  isTakenForGone: (tokenId: string) => boolean;
  /** Tells the command that runs Pulumi that Datadog may not show these credentials all tokens. */
  tellOutOfSight: () => void;
  /** Tells the command that runs Pulumi which tokens turned out to be protected only now. */
  tellWithheld: (tokenIds: readonly string[]) => void;
  /** Tells whether this run still declares a token, in whatever resource: its removal must not revoke it then. */
  isDeclared: (token: NamedToken) => boolean;
  /** Waits until this run has probably declared all that it declares; false if it has failed since this context was made. */
  declarationsSettled: () => Promise<boolean>;
  /** The token that is itself a credential of this run; undefined for any other. */
  ownToken: (tokenId: string) => OwnToken | undefined;
  /** The words for why a token may not be revoked, as far as it is known; undefined if it may. */
  protection: (token: ProtectableToken) => string | undefined;
  /** The readings that were made before anything was done. */
  readings: Readings;
  /** `false` if nothing holds the order in which tokens are revoked: then a run's own credential is refused. */
  holdsOrder: boolean;
  /**
   * Waits for the resources that are declared, or removed, beside this one, and tells how many of them are not done: without a
   * preview another one may be refused only now, for what this one holds.
   */
  othersOpen: () => Promise<number>;
  log: MessageLog;
  clock: Clock;
  /** Runs the tokens' tasks: one after the other's turn, or the only one. */
  runTasks: <Of>(tasks: TokenTasks<Of>) => Promise<TokenFailure[]>;
  /**
   * `true`: a call's deadline runs while it waits its turn. Of thousands of tokens the last would have no time left, so
   * in a batch the deadline is each token's own.
   */
  deadlineIncludesQueueTime: boolean;
  /** The longest that all attempts and waits of one call may take. */
  retryDeadlineSeconds: number;
}

/** The time for the question before a DELETE: it must never delay a revocation. */
export const observationSeconds = 3;

/** The part of the same 3 s in which a check asks; the rest is for putting together what came. */
export const lookSeconds = 2.5;

/** The tokens that are seen in that time, on the list; more get as many times as much. */
const tokensSeenInTime = 15_000;

/**
 * The time before the DELETEs of many tokens: each that the list shows before its DELETE is one question less after it, and
 * what is waited for them is a small part of the time that their DELETEs take.
 */
export function observationSecondsFor(tokens: number): number {
  return observationSeconds * Math.max(tokens / tokensSeenInTime, 1);
}

/** The time for verification after a DELETE: Datadog speaks of seconds. */
export const verificationSeconds = 30;

/** The questions about single tokens that are under way or wait their turn in the client, of whatever number. */
export const questionsAtOnce = 256;

/** The time after our DELETE in which a token that is still alive may only be slow to die. */
export const consistencyWindowSeconds = 60;

/** The most tokens that are each asked for by id where a list says that they are gone. */
export const mostAskedEach = 10;

/** The longest that the final DELETE of a token that is known to be gone may hold up its removal. */
export const finalDeleteSeconds = 60;
