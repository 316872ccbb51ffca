import type { Answer } from "./attempt";
import type { DatadogClientOptions } from "./client-options";
import { deliver, deliverOnce } from "./deliver";
import { deliveriesFor } from "./deliveries";
import type { Delivery } from "./delivery";
import { deliveryError, type Call } from "./delivery-error";
import { personalAccessTokenIn, type PersonalAccessToken } from "./personal-access-token";
import { normalizeTokenId } from "./token-id";
import { isErrorBody } from "./wire";

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

/** How long and how hard `find` tries. */
export interface FindOptions extends CallOptions {
  /**
   * `false` is an observation: one attempt, which neither waits at the gate (a closed gate throws at once, without a
   * request) nor closes it. @default true
   */
  retry?: boolean;
}

/** Datadog's personal access tokens, as far as a revocation needs them. Both calls throw a `DatadogError`. */
export interface DatadogClient {
  /** `DELETE /api/v2/personal_access_tokens/{token_id}`, retried until the deadline (default `retryDeadlineSeconds`). */
  revoke(tokenId: string, options?: CallOptions): Promise<RevokeAnswer>;
  /**
   * `GET /api/v2/personal_access_tokens/{token_id}`, retried until the deadline (default `retryDeadlineSeconds`, but at
   * most 60 s); undefined is status 404.
   */
  find(tokenId: string, options?: FindOptions): Promise<PersonalAccessToken | undefined>;
}

const longestFindSeconds = 60;

/**
 * A client for one site, with one set of credentials.
 *
 * @throws RangeError where `apiUrl` is not acceptable
 */
export function createDatadogClient(options: DatadogClientOptions): DatadogClient {
  const { site, credentials, retryDeadlineSeconds = 300 } = options;
  const deliveries = deliveriesFor(options);
  const callOf = (method: Call["method"], tokenId: string): Call => {
    return { method, tokenId: checkedTokenId(tokenId), site, credentials, host: deliveries.host };
  };
  return {
    async revoke(tokenId, { deadlineSeconds = retryDeadlineSeconds } = {}) {
      const call = callOf("DELETE", tokenId);
      const delivery = await deliveries.run(call, deadlineSeconds, deliver);
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
      { deadlineSeconds = Math.min(longestFindSeconds, retryDeadlineSeconds), retry = true } = {},
    ) {
      const call = callOf("GET", tokenId);
      const delivery = await deliveries.run(call, deadlineSeconds, retry ? deliver : deliverOnce);
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
