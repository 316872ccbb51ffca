import type { Answer } from "./answer";
import type { FaultQueue } from "../faults/fault-queue";
import type { LastListing } from "./last-listing";
import type { NeededCredentials } from "../requests/authentication";
import type { Caller } from "../requests/permissions";
import type { DelegatedTokens } from "../tokens/delegated-tokens";
import type { Tokens } from "../tokens/tokens";

/** The organisation that the endpoints work on. */
export interface Organisation {
  /** UUID. */
  readonly id: string;
  readonly tokens: Tokens;
  readonly delegatedTokens: DelegatedTokens;
  readonly faults: FaultQueue;
  readonly lastListing: LastListing;
  /** The status of the response to a DELETE of an already revoked token. */
  readonly secondRevocation: 204 | 404;
  readonly now: () => number;
}

/** A request that has passed credentials and rate limit. */
export interface EndpointRequest {
  readonly caller: Caller;
  /** The path's token id as it was sent; empty where the path has none. */
  readonly tokenId: string;
  /** The path's service account as it was sent; empty where the path has none. */
  readonly serviceAccountId: string;
  /** The path's user as it was sent; empty where the path has none. */
  readonly userId: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** An endpoint of the API: its method and path, and its response. */
export interface Endpoint {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  /** @defaultValue "user" */
  readonly needs?: NeededCredentials;
  readonly answer: (organisation: Organisation, request: EndpointRequest) => Answer;
}
