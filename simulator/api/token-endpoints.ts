import { documentAnswer, errorAnswer, forbidden, tokenNotFound, type Answer } from "./answer";
import type { Endpoint, EndpointRequest, Organisation } from "./endpoint";
import { isListed, isShown, revokeToken, withToken, type TokenDoor } from "./found-token";
import { foundTokens, pageOf, readInclude, readListQuery } from "./list-tokens";
import { reaches } from "../requests/permissions";
import { tokensPath } from "../requests/request-path";
import { createdTokenDocument, listDocument, tokenDocument } from "./token-document";
import type { SimulatedToken } from "../tokens/tokens";
import { readCreateRequest, readUpdateRequest } from "./token-request-body";

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
  const { tokens, faults, lastListing } = organisation;
  const { pageNumber: _, pageSize: __, ...question } = asked;
  const found = lastListing.recall(JSON.stringify([read, caller.userId, question]), () => {
    const visible = tokens
      .list()
      .filter((token) => reaches(read, caller, token.ownerId) && isListed(token, organisation));
    return foundTokens(visible, question);
  });
  return documentAnswer(200, listDocument(pageOf(found, asked, faults.listDistortion), asked));
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
  return withToken(organisation, request, doorFor("read", request), (token) =>
    isShown(token, organisation) ? answerWith(token, request) : tokenNotFound,
  );
}

function answerWith(token: SimulatedToken, { query }: EndpointRequest): Answer {
  const included = readInclude(query);
  return typeof included === "string"
    ? errorAnswer(400, included)
    : documentAnswer(200, tokenDocument(token, included));
}

function update(organisation: Organisation, request: EndpointRequest): Answer {
  return withToken(organisation, request, doorFor("revoke", request), (token) => {
    if (token.revokedAt !== undefined) {
      return tokenNotFound;
    }
    const asked = readUpdateRequest(request.body, token.tokenId);
    if (typeof asked === "string") {
      return errorAnswer(400, asked);
    }
    return documentAnswer(200, tokenDocument(organisation.tokens.update(token.tokenId, asked)));
  });
}

function revoke(organisation: Organisation, request: EndpointRequest): Answer {
  return withToken(organisation, request, doorFor("revoke", request), (token) =>
    revokeToken(token, organisation, tokenNotFound),
  );
}

/** A service token has endpoints of its own below its service account: here its id is unknown, to GET as to DELETE. */
function doorFor(permission: "read" | "revoke", { caller }: EndpointRequest): TokenDoor {
  return {
    leadsTo: ({ type }) => type === "personal_access_tokens",
    reach: caller.permissions[permission],
    notFound: tokenNotFound,
  };
}
