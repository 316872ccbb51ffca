import type { Answer } from "./http/attempt";
import type { DatadogClientOptions } from "./client-options";
import { deliver, deliverOnce } from "./retry/send-with-retry";
import { deliveriesFor } from "./api-calls";
import type { Delivery } from "./retry/call-result";
import { deliveryError } from "./errors/to-datadog-error";
import { personalAccessTokenIn, type PersonalAccessToken } from "./api/access-token";
import { normalizeTokenId } from "./token/token-id";
import { pageQuery, tokenPageIn, type PageRequest, type TokenPage } from "./api/token-page";
import { isErrorBody } from "./api/json-api";

/** How Datadog answered a revocation. */
export interface RevokeAnswer {
  /** `deleted` is status 204, `notFound` is 404. */
  answer: "deleted" | "notFound";
  /** Requests sent. */
  attempts: number;
  /**
   * Requests whose answer was lost (time-out, broken connection, 408, 5xx): any of them may have revoked the token. A
   * connection that never came about is none of them.
   */
  lostAttempts: number;
}

/** How long a call may try. */
export interface CallOptions {
  /** All attempts and waits together, in seconds. */
  deadlineSeconds?: number;
}

/** How long a revocation may try. */
export interface RevokeOptions extends CallOptions {
  /**
   * `false`: the deadline does not run while the call waits its turn, for the rate limit or behind other calls, but only
   * for its attempts and the pauses after failed ones. It then gives up, at once, only where Datadog's limit lasts longer
   * in one piece than the deadline. @defaultValue true
   */
  deadlineRunsWhileWaiting?: boolean;
}

/** How long and how hard `find` tries. */
export interface FindOptions extends CallOptions {
  /**
   * `false` is an observation: one attempt, before all others, which neither waits for the rate limit (where no call is
   * left it throws at once, without a request) nor makes others wait for it. @defaultValue true
   */
  retry?: boolean;
  /** As for `revoke`. @defaultValue true */
  deadlineRunsWhileWaiting?: boolean;
}

/** Datadog's personal access tokens, as far as a revocation needs them. All calls throw a `DatadogError`. */
export interface DatadogClient {
  /** `DELETE /api/v2/personal_access_tokens/{token_id}`, retried until the deadline (default `retryDeadlineSeconds`). */
  revoke(tokenId: string, options?: RevokeOptions): Promise<RevokeAnswer>;
  /**
   * `GET /api/v2/personal_access_tokens/{token_id}`, retried until the deadline (default `retryDeadlineSeconds`, but at
   * most 60 s); undefined is status 404.
   */
  find(tokenId: string, options?: FindOptions): Promise<PersonalAccessToken | undefined>;
  /**
   * `GET /api/v2/personal_access_tokens`, one page of it, the oldest tokens first; retried like `find`. Throws a RangeError
   * for a page that can't be.
   *
   * What may be concluded: a token on a page is alive (or was revoked seconds before). A token on none of the pages that
   * were read is *not* proven gone. Each token that is revoked meanwhile moves all later ones one place forward, so that
   * whoever reads from the first page to the last misses one at each border; read from the last page to the first, which
   * meets some twice and misses none through that. It also may not be there to see for these credentials (permission
   * `user_app_keys` is for one's own tokens). So: absent is a token that is on no page of a reading from last to first whose
   * pages all told the same `total`, with as many entries, and that these credentials have seen in the list before; of any
   * other, ask `find`.
   */
  list(page: PageRequest, options?: CallOptions): Promise<TokenPage>;
}

const longestReadSeconds = 60;

/**
 * A client for one site, with one set of credentials.
 *
 * @throws RangeError where `apiUrl` is not acceptable
 */
export function createDatadogClient(options: DatadogClientOptions): DatadogClient {
  const { retryDeadlineSeconds = 300 } = options;
  const readDeadlineSeconds = Math.min(longestReadSeconds, retryDeadlineSeconds);
  const deliveries = deliveriesFor(options);
  return {
    async revoke(tokenId, { deadlineSeconds = retryDeadlineSeconds, deadlineRunsWhileWaiting = true } = {}) {
      const call = deliveries.callTo("revoke", checkedTokenId(tokenId));
      const time = { deadlineSeconds, runsWhileWaiting: deadlineRunsWhileWaiting };
      const delivery = await deliveries.run(call, time, deliver);
      const { attempts, lostAttempts } = delivery;
      const answer = answerIn(delivery);
      if (answer?.status === 204) {
        return { answer: "deleted", attempts, lostAttempts };
      }
      if (answer !== undefined && saysNotFound(answer)) {
        return { answer: "notFound", attempts, lostAttempts };
      }
      throw deliveryError(delivery, call);
    },

    async find(
      tokenId,
      { deadlineSeconds = readDeadlineSeconds, retry = true, deadlineRunsWhileWaiting = true } = {},
    ) {
      const call = deliveries.callTo("find", checkedTokenId(tokenId));
      const delivery = await deliveries.run(
        call,
        { deadlineSeconds, runsWhileWaiting: deadlineRunsWhileWaiting },
        retry ? deliver : deliverOnce,
      );
      const answer = answerIn(delivery);
      if (answer !== undefined && saysNotFound(answer)) {
        return undefined;
      }
      const token = answer?.status === 200 ? personalAccessTokenIn(answer.body) : undefined;
      if (token?.tokenId !== call.tokenId) {
        throw deliveryError(delivery, call);
      }
      return token;
    },

    async list(page, { deadlineSeconds = readDeadlineSeconds } = {}) {
      const call = deliveries.callTo("list", { query: pageQuery(page) });
      const delivery = await deliveries.run(call, { deadlineSeconds }, deliver);
      const answer = answerIn(delivery);
      const tokenPage = answer?.status === 200 ? tokenPageIn(answer.body) : undefined;
      if (tokenPage === undefined) {
        throw deliveryError(delivery, call);
      }
      return tokenPage;
    },
  };
}

function answerIn(delivery: Delivery): Answer | undefined {
  return delivery.end === "answered" && delivery.result.kind === "answer" ? delivery.result : undefined;
}

/**
 * Whether it is Datadog that does not know the token: its 404 carries `errors` (source: the reference page). A gateway's
 * 404 with a page of its own must not pass for "revoked"; a bare one is taken at its word.
 */
function saysNotFound({ status, body }: Answer): boolean {
  return status === 404 && (body.trim() === "" || isErrorBody(body));
}

/** The id in the spelling of the API's paths. Anything but a UUID could ask for another path altogether. */
function checkedTokenId(tokenId: string): string {
  const normalized = normalizeTokenId(tokenId);
  if (normalized === undefined) {
    throw new RangeError("A token's id must be a UUID; nothing was sent.");
  }
  return normalized;
}
