import { DatadogError, isCredentialsError, type Clock, type DatadogClient } from "../datadog";
import { sleepsThrough } from "../datadog/http/clock";
import { forEachOf } from "../tasks/for-each";
import { mostAskedEach, questionsAtOnce, verificationSeconds } from "./context";
import { tryTokenList } from "./list-tokens";
import type { TokenAddress } from "./service-tokens/token-address";

/** The first pause between two questions, in milliseconds; each following one is twice as long: 250, 500, … 5,000. */
const firstPauseMs = 250;
/** The longest of these pauses. */
const longestPauseMs = 5_000;

/** The tokens that can be asked for one by one within the time of one; more get as many times as much. */
const tokensInTime = 1_000;

/** A timer may end a millisecond early: what is left then is no time for another round of questions. */
const shortestRoundSeconds = 0.1;

/** The result of asking for tokens after their DELETE: each is in one of the four. */
export interface Verification {
  /** Gone, and when Datadog said so. */
  gone: Map<string, Date>;
  /** Still alive when the time was up, or when Datadog stopped answering: its last word stands. */
  alive: Set<string>;
  /** Never answered, since these credentials may not read (401, 403): another attempt would be answered the same. */
  refused: Set<string>;
  /** Never answered with anything worth having: no response, a 5xx, a 204. */
  unanswered: Set<string>;
  /** The first reason why a question was not answered. */
  problem?: DatadogError;
}

/** A token, and below whom it is asked for. */
export interface AddressedToken extends TokenAddress {
  tokenId: string;
}

/** The way tokens are verified. */
export interface VerificationOptions {
  clock: Clock;
  /** Tokens that these credentials saw on the list while they were alive. */
  listedBefore: ReadonlySet<string>;
  /** @defaultValue 30 */
  deadlineSeconds?: number;
}

/**
 * Asks for tokens of one site until Datadog says that each is gone, with growing pauses, for at most `deadlineSeconds`. To ask
 * once for each of many takes longer, and may, as long as every question is answered.
 *
 * The list answers for a hundred tokens at once. It proves that a token is gone only if it was read completely and these
 * credentials have seen the token on it before: with the permission `user_app_keys` they see their own alone. Up to ten tokens
 * that it does not show are asked for by id all the same.
 *
 * An interruption ends it like the time that is over.
 *
 * @throws nothing of Datadog's: its errors are the result's `problem`.
 */
export async function waitUntilGone(
  client: DatadogClient,
  tokens: readonly AddressedToken[],
  { clock, listedBefore, deadlineSeconds = verificationSeconds }: VerificationOptions,
): Promise<Verification> {
  const soon = clock.now() + deadlineSeconds * 1000;
  let deadline = soon + Math.max(tokens.length / tokensInTime - 1, 0) * deadlineSeconds * 1000;
  const secondsLeft = () => Math.max((deadline - clock.now()) / 1000, 0);
  const questions = new Questions(client, clock, listedBefore);
  let pending = [...tokens];
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    await questions.ask(pending, deadline, soon);
    // Each of many is asked for once, which takes its time; whoever is alive then is waited for no longer than one alone.
    deadline = Math.min(deadline, clock.now() + deadlineSeconds * 1000);
    pending = pending.filter(({ tokenId }) => questions.isWorthAsking(tokenId));
    if (pending.length === 0 || secondsLeft() < shortestRoundSeconds) {
      return questions.result;
    }
    if (!(await sleepsThrough(clock, Math.min(pauseMs, secondsLeft() * 1000)))) {
      return questions.result;
    }
  }
}

class Questions {
  readonly result: Verification = {
    gone: new Map(),
    alive: new Set(),
    refused: new Set(),
    unanswered: new Set(),
  };
  readonly #client: DatadogClient;
  readonly #clock: Clock;
  readonly #listedBefore: ReadonlySet<string>;
  /** Tokens of which Datadog has stopped to tell. */
  readonly #silent = new Set<string>();

  constructor(client: DatadogClient, clock: Clock, listedBefore: ReadonlySet<string>) {
    this.#client = client;
    this.#clock = clock;
    this.#listedBefore = listedBefore;
  }

  /** Tells whether a token may still die: it was alive when it was last asked for, and Datadog still answers. */
  isWorthAsking(tokenId: string): boolean {
    return this.result.alive.has(tokenId) && !this.#silent.has(tokenId);
  }

  /**
   * Asks for tokens once; what the list takes of the time until the deadline is no longer there for single questions. Once a
   * question was not answered, the deadline is an earlier one: `soon`.
   */
  async ask(tokens: readonly AddressedToken[], deadline: number, soon: number): Promise<void> {
    const end = () => (this.result.problem === undefined ? deadline : Math.min(deadline, soon));
    const secondsLeft = () => Math.max((end() - this.#clock.now()) / 1000, 0);
    if (tokens.length === 0 || secondsLeft() < shortestRoundSeconds) {
      return;
    }
    const list = await tryTokenList(this.#client, tokens.length, {
      clock: this.#clock,
      deadlineSeconds: secondsLeft(),
      isProof: true,
    });
    const at = new Date(this.#clock.now());
    const isProof = tokens.length > mostAskedEach;
    const open: AddressedToken[] = [];
    for (const token of tokens) {
      const { tokenId } = token;
      if (list?.alive.has(tokenId)) {
        this.result.alive.add(tokenId);
      } else if (isProof && list?.isComplete && this.#listedBefore.has(tokenId)) {
        this.#settle(tokenId, at);
      } else {
        open.push(token);
      }
    }
    await forEachOf(open, questionsAtOnce, (token) => this.#askFor(token, secondsLeft()));
  }

  async #askFor({ tokenId, ...address }: AddressedToken, deadlineSeconds: number): Promise<void> {
    if (deadlineSeconds === 0) {
      this.#leaveOpen(tokenId, this.result.unanswered);
      return;
    }
    try {
      const token = await this.#client.find(tokenId, { ...address, deadlineSeconds });
      if (token === undefined || token.isRevoked) {
        this.#settle(tokenId, new Date(this.#clock.now()));
      } else {
        this.result.alive.add(tokenId);
      }
    } catch (error) {
      if (!(error instanceof DatadogError)) {
        throw error;
      }
      this.result.problem ??= error;
      this.#silent.add(tokenId);
      this.#leaveOpen(tokenId, isCredentialsError(error) ? this.result.refused : this.result.unanswered);
    }
  }

  /** Silence is not consent: a token that was seen alive is alive, whatever came after. */
  #leaveOpen(tokenId: string, tokens: Set<string>): void {
    if (!this.result.alive.has(tokenId)) {
      tokens.add(tokenId);
    }
  }

  #settle(tokenId: string, at: Date): void {
    this.result.alive.delete(tokenId);
    this.result.gone.set(tokenId, at);
  }
}
