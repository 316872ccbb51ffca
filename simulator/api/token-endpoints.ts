import { documentAnswer, errorAnswer, forbidden, noContent, tokenNotFound, type Answer } from "./answer";
import type { Endpoint, EndpointRequest, Organisation } from "./endpoint";
import { listTokens, readListQuery } from "./list-tokens";
import { reaches } from "../requests/permissions";
import { tokensPath } from "../requests/request-path";
import { createdTokenDocument, tokenDocument } from "./token-document";
import { readCreateRequest, readUpdateRequest } from "./token-request-body";
import type { SimulatedToken } from "../tokens/tokens";

const oneTokenPath = `${tokensPath}/:tokenId`;

/** Datadog's endpoints for personal access tokens, in the order of its reference. */
export const tokenEndpoints: readonly Endpoint[] = [
  { method: "GET", path: tokensPath, answer: list },
  { method: "POST", path: tokensPath, answer: create },
  { method: "GET", path: oneTokenPath, answer: get },
  { method: "PATCH", path: oneTokenPath, answer: update },
  { method: "DELETE", path: oneTokenPath, answer: revoke },
];

function list(organisation: Organisation, { caller, query }: EndpointRequest): Answer {
  const { read } = caller.permissions;
  if (read === "none") {
    return forbidden;
  }
  const asked = readListQuery(query);
  if (typeof asked === "string") {
    return errorAnswer(400, asked);
  }
  const { tokens, faults } = organisation;
  const visible = tokens
    .list()
    .filter(
      (token) =>
        reaches(read, caller, token.ownerId) &&
        isShown(token, organisation) &&
        hasAppeared(token, organisation) &&
        !faults.isHidden(token.tokenId),
    );
  const { page, totalFilteredCount } = listTokens(visible, asked, faults.listDistortion);
  return documentAnswer(200, {
    data: page.map(tokenDocument),
    meta: { page: { total_filtered_count: totalFilteredCount } },
  });
}

function create({ tokens, now }: Organisation, { caller, body }: EndpointRequest): Answer {
  if (caller.permissions.revoke === "none") {
    return forbidden;
  }
  const asked = readCreateRequest(body, now());
  if (typeof asked === "string") {
    return errorAnswer(400, asked);
  }
  return documentAnswer(201, {
    data: createdTokenDocument(tokens.create({ ...asked, ownerId: caller.userId })),
  });
}

function get(organisation: Organisation, request: EndpointRequest): Answer {
  return withToken(organisation, request, "read", (token) =>
    isShown(token, organisation) ? documentAnswer(200, { data: tokenDocument(token) }) : tokenNotFound,
  );
}

function update(organisation: Organisation, request: EndpointRequest): Answer {
  return withToken(organisation, request, "revoke", (token) => {
    if (token.revokedAt !== undefined) {
      return tokenNotFound;
    }
    const asked = readUpdateRequest(request.body, token.tokenId);
    if (typeof asked === "string") {
      return errorAnswer(400, asked);
    }
    return documentAnswer(200, { data: tokenDocument(organisation.tokens.update(token.tokenId, asked)) });
  });
}

function revoke(organisation: Organisation, request: EndpointRequest): Answer {
  return withToken(organisation, request, "revoke", (token) => {
    if (token.revokedAt !== undefined) {
      return organisation.secondRevocation === 204 ? noContent : tokenNotFound;
    }
    if (!organisation.faults.keepsAlive(token.tokenId)) {
      organisation.tokens.revoke(token.tokenId);
    }
    return noContent;
  });
}

/** The response for the token that the path names, unless the caller is not permitted to do this or it is not found. */
function withToken(
  organisation: Organisation,
  { caller, tokenId }: EndpointRequest,
  permission: "read" | "revoke",
  answer: (token: SimulatedToken) => Answer,
): Answer {
  const reach = caller.permissions[permission];
  if (reach === "none") {
    return forbidden;
  }
  const token = organisation.tokens.get(tokenId);
  // A service token has endpoints of its own below its service account: here its id is unknown, to GET as to DELETE.
  if (token?.type !== "personal_access_tokens" || !hasAppeared(token, organisation)) {
    return tokenNotFound;
  }
  if (organisation.faults.isHidden(token.tokenId)) {
    organisation.faults.passOver(token.tokenId);
    return tokenNotFound;
  }
  if (!reaches(reach, caller, token.ownerId)) {
    return caller.permissions.othersStatus === 404 ? tokenNotFound : forbidden;
  }
  return answer(token);
}

/** Reads still show a revoked token until its revocation has come round. */
function isShown(token: SimulatedToken, { faults, now }: Organisation): boolean {
  return token.revokedAt === undefined || now() < Date.parse(token.revokedAt) + faults.revocationDelayMs;
}

/** No request finds a new token until its creation has come round. */
function hasAppeared(token: SimulatedToken, { faults, now }: Organisation): boolean {
  return faults.creationDelayMs === 0 || now() >= Date.parse(token.createdAt) + faults.creationDelayMs;
}
