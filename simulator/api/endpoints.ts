import { documentAnswer, errorAnswer, noContent, tokenNotFound, type Answer } from "./answer";
import type { FaultQueue } from "../faults/faults";
import { listTokens, readListQuery } from "./list-tokens";
import { tokensPath } from "../requests/request-path";
import { createdTokenDocument, tokenDocument } from "./token-document";
import { readCreateRequest, readUpdateRequest } from "./token-request-body";
import type { SimulatedToken, Tokens } from "../tokens/tokens";

/** The organisation that the endpoints work on. */
export interface Organisation {
  readonly tokens: Tokens;
  readonly faults: FaultQueue;
  /** The status of the response to a DELETE of an already revoked token. */
  readonly secondRevocation: 204 | 404;
  readonly now: () => number;
}

/** A request that has passed credentials and rate limit. */
interface EndpointRequest {
  /** The path's token id as it was sent; empty for list and create. */
  readonly tokenId: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** An endpoint of the API: its method and path, and its response. */
export interface Endpoint {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly answer: (organisation: Organisation, request: EndpointRequest) => Answer;
}

const oneTokenPath = `${tokensPath}/:tokenId`;

/** Datadog's endpoints for personal access tokens, in the order of its reference. */
export const endpoints: readonly Endpoint[] = [
  { method: "GET", path: tokensPath, answer: list },
  { method: "POST", path: tokensPath, answer: create },
  { method: "GET", path: oneTokenPath, answer: get },
  { method: "PATCH", path: oneTokenPath, answer: update },
  { method: "DELETE", path: oneTokenPath, answer: revoke },
];

function list(organisation: Organisation, { query }: EndpointRequest): Answer {
  const asked = readListQuery(query);
  if (typeof asked === "string") {
    return errorAnswer(400, asked);
  }
  const visible = organisation.tokens.list().filter((token) => isVisible(token, organisation));
  const { page, totalFilteredCount } = listTokens(visible, asked);
  return documentAnswer(200, {
    data: page.map(tokenDocument),
    meta: { page: { total_filtered_count: totalFilteredCount } },
  });
}

function create({ tokens, now }: Organisation, { body }: EndpointRequest): Answer {
  const asked = readCreateRequest(body, now());
  if (typeof asked === "string") {
    return errorAnswer(400, asked);
  }
  return documentAnswer(201, { data: createdTokenDocument(tokens.create(asked)) });
}

function get(organisation: Organisation, { tokenId }: EndpointRequest): Answer {
  const token = personalToken(organisation, tokenId);
  if (token === undefined || !isVisible(token, organisation)) {
    return tokenNotFound;
  }
  return documentAnswer(200, { data: tokenDocument(token) });
}

function update(organisation: Organisation, { tokenId, body }: EndpointRequest): Answer {
  const token = personalToken(organisation, tokenId);
  if (token === undefined || token.revokedAt !== undefined) {
    return tokenNotFound;
  }
  const asked = readUpdateRequest(body, token.tokenId);
  if (typeof asked === "string") {
    return errorAnswer(400, asked);
  }
  return documentAnswer(200, { data: tokenDocument(organisation.tokens.update(token.tokenId, asked)) });
}

function revoke(organisation: Organisation, { tokenId }: EndpointRequest): Answer {
  const token = personalToken(organisation, tokenId);
  if (token === undefined) {
    return tokenNotFound;
  }
  if (token.revokedAt !== undefined) {
    return organisation.secondRevocation === 204 ? noContent : tokenNotFound;
  }
  if (!organisation.faults.keepsAlive(token.tokenId)) {
    organisation.tokens.revoke(token.tokenId);
  }
  return noContent;
}

/** A service token has endpoints of its own below its service account: here its id is unknown, to GET as to DELETE. */
function personalToken({ tokens }: Organisation, tokenId: string): SimulatedToken | undefined {
  const token = tokens.get(tokenId);
  return token?.type === "personal_access_tokens" ? token : undefined;
}

/** Reads still show a revoked token until its revocation has come round. */
function isVisible(token: SimulatedToken, { faults, now }: Organisation): boolean {
  return token.revokedAt === undefined || now() < Date.parse(token.revokedAt) + faults.revocationDelayMs;
}
