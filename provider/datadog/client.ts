import {
  accessTokenIn,
  pageQuery,
  tokenPageIn,
  type AccessToken,
  type PageRequest,
  type TokenPage,
} from "./api/access-token";
import type { Identity } from "./api/identity";
import { isEmptyBody, isErrorBody } from "./api/json-api";
import { apiCalls, type CallTarget } from "./api-calls";
import type {
  CallOptions,
  DatadogClientOptions,
  FindOptions,
  IdentifyOptions,
  ReadOptions,
  TokenOptions,
} from "./client-options";
import { toDatadogError } from "./errors/to-datadog-error";
import type { HttpResponse } from "./http/attempt";
import { identify } from "./identify";
import { responseIn } from "./retry/call-result";
import { sendWithRetry } from "./retry/send-with-retry";
import { rolePermissions } from "./role-permissions";
import { normalizeTokenId } from "./token/token-id";

/** Datadog's response to a revocation. */
export interface RevokeResult {
  /** `deleted` is status 204, `notFound` is 404 in Datadog's own words. */
  outcome: "deleted" | "notFound";
  /** Requests sent. */
  attempts: number;
  /**
   * Requests whose response was lost (time-out, broken connection, or a 408 or 5xx in Datadog's own words): any of them may
   * have revoked the token. Neither a connection that never came about nor a gateway's 5xx is one of them.
   */
  lostAttempts: number;
}

/** Datadog's access tokens, as far as a revocation needs them. All calls but `identify` and `rolePermissions` throw a `DatadogError`. */
export interface DatadogClient {
  /**
   * `DELETE /api/v2/personal_access_tokens/{token_id}`, of a service account's token
   * `DELETE /api/v2/service_accounts/{service_account_id}/access_tokens/{token_id}`; retried until the deadline (default
   * `retryDeadlineSeconds`).
   */
  revoke(tokenId: string, options?: TokenOptions): Promise<RevokeResult>;
  /**
   * `GET` of the same addresses, retried until the deadline (default `retryDeadlineSeconds`, but at
   * most 60 s); undefined is status 404 in Datadog's own words, and nothing else: a token that is told of may be one that
   * `isRevoked`.
   */
  find(tokenId: string, options?: FindOptions): Promise<AccessToken | undefined>;
  /**
   * `GET /api/v2/personal_access_tokens`, one page of it, tokens of both kinds, the oldest first; retried like `find`. Throws a
   * RangeError for a page that can't be.
   *
   * | a token                                                                 | is                                    |
   * |-------------------------------------------------------------------------|---------------------------------------|
   * | on a page, without `isRevoked`                                          | alive, or was revoked seconds before  |
   * | on none of the pages, which were read as below, but seen before         | absent                                |
   * | on none of the pages otherwise                                          | unknown: ask `find`                   |
   *
   * Read the pages from the last to the first. Each token that is revoked meanwhile moves all later ones one place
   * forward: from the first page to the last, one would be missed at each border; from the last to the first, some are met
   * twice. All pages must tell the same `total`, and hold as many entries. A token that these credentials have never seen
   * in the list may be hidden from them (permission `user_app_keys` is for one's own tokens).
   */
  list(page: PageRequest, options?: ReadOptions): Promise<TokenPage>;
  /**
   * Tells whether these credentials are shown other people's tokens, by the first page of the list: with the permission
   * `user_app_keys` alone they see their own user's, and a 404 about another's says nothing.
   *
   * @param user - the id of their own user; undefined if it is not known: then two owners on the page are needed.
   */
  readsOthers(user: string | undefined, options?: CallOptions): Promise<boolean>;
  /**
   * Asks what the roles of a user permit, `GET /api/v2/users/{user_id}/permissions`. This user's credentials may do no more than
   * that, and less if they have scopes of their own.
   *
   * @returns the permissions' names; undefined where it is not told.
   */
  rolePermissions(user: string, options?: CallOptions): Promise<ReadonlySet<string> | undefined>;
  /**
   * Asks whose the credentials are: the control without which a 404 of another organisation's would pass for "revoked".
   *
   * `GET /api/v2/current_user`; if that does not tell, `GET /api/v2/validate` for a pair of keys (the API key alone), and
   * then `GET /api/v2/validate_keys`: each once, all together within the deadline (default 3 s). It throws no
   * `DatadogError`, waits for no rate limit, and no other call waits for it.
   */
  identify(options?: IdentifyOptions): Promise<Identity>;
}

const longestReadSeconds = 60;

/**
 * A client for one site, with one set of credentials.
 *
 * @throws RangeError if `apiUrl` is not acceptable
 */
export function createDatadogClient(options: DatadogClientOptions): DatadogClient {
  const { retryDeadlineSeconds, acceptBareNotFound = false } = options;
  const revokeDefaults = { deadlineSeconds: retryDeadlineSeconds };
  const readDefaults = { deadlineSeconds: Math.min(longestReadSeconds, retryDeadlineSeconds) };
  const apiCall = apiCalls(options);
  const client: DatadogClient = {
    async revoke(tokenId, { serviceAccountId, ...effort } = {}) {
      const target = targetOf(tokenId, serviceAccountId);
      const endpoint = serviceAccountId === undefined ? "revoke" : "revokeServiceToken";
      const call = apiCall(endpoint, target, { ...revokeDefaults, ...effort });
      const result = await sendWithRetry(call);
      const { attempts, lostAttempts } = result;
      const response = responseIn(result);
      if (response?.status === 204) {
        return { outcome: "deleted", attempts, lostAttempts };
      }
      if (response !== undefined && saysNotFound(response, acceptBareNotFound)) {
        return { outcome: "notFound", attempts, lostAttempts };
      }
      throw toDatadogError(result, call);
    },

    async find(tokenId, { serviceAccountId, ...effort } = {}) {
      const target = targetOf(tokenId, serviceAccountId);
      const endpoint = serviceAccountId === undefined ? "find" : "findServiceToken";
      const call = apiCall(endpoint, target, { ...readDefaults, ...effort });
      const result = await sendWithRetry(call);
      const response = responseIn(result);
      if (response !== undefined && saysNotFound(response, acceptBareNotFound)) {
        return undefined;
      }
      const token = response?.status === 200 ? accessTokenIn(response.body) : undefined;
      if (token?.tokenId !== call.tokenId) {
        throw toDatadogError(result, call);
      }
      return token;
    },

    async list(page, effort) {
      const call = apiCall("list", { query: pageQuery(page) }, { ...readDefaults, ...effort });
      const result = await sendWithRetry(call);
      const response = responseIn(result);
      const tokenPage = response?.status === 200 ? tokenPageIn(response.body) : undefined;
      if (tokenPage === undefined) {
        throw toDatadogError(result, call);
      }
      return tokenPage;
    },

    async readsOthers(user, effort) {
      const { tokens } = await client.list({ pageNumber: 0 }, effort);
      const owners = new Set(
        tokens.flatMap(({ kind, ownerId }) => (kind === undefined && ownerId !== undefined ? [ownerId] : [])),
      );
      return owners.size > 1 || (user !== undefined && owners.size === 1 && !owners.has(user));
    },

    rolePermissions: (user, effort) => rolePermissions(apiCall, user, effort),

    identify: (effort) => identify(apiCall, options, effort),
  };
  return client;
}

/**
 * True if it is Datadog that does not know the token: its 404 carries `errors` (source: the reference page). Neither a
 * gateway's page nor its bare 404 must pass for "revoked", unless a bare one is to be taken at its word.
 */
function saysNotFound({ status, body }: HttpResponse, acceptBare: boolean): boolean {
  return status === 404 && (isErrorBody(body) || (acceptBare && isEmptyBody(body)));
}

/** The ids in the spelling of the API's paths. Anything but a UUID could ask for another path altogether. */
function targetOf(tokenId: string, serviceAccountId: string | undefined): CallTarget {
  const token = normalizeTokenId(tokenId);
  if (token === undefined) {
    throw new RangeError("A token's id must be a UUID; nothing was sent.");
  }
  if (serviceAccountId === undefined) {
    return { tokenId: token };
  }
  const account = normalizeTokenId(serviceAccountId);
  if (account === undefined) {
    throw new RangeError("A service account's id must be a UUID; nothing was sent.");
  }
  return { tokenId: token, serviceAccountId: account };
}
