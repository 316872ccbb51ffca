import { documentAnswer, errorAnswer, forbidden, serviceTokenNotFound, type Answer } from "./answer";
import type { Endpoint, EndpointRequest, Organisation } from "./endpoint";
import { isListed, isShown, revokeToken, withToken, type TokenDoor } from "./found-token";
import { listTokens, readListQuery } from "./list-tokens";
import { serviceAccountsPath } from "../requests/request-path";
import { listDocument, tokenDocument } from "./token-document";
import type { SimulatedToken } from "../tokens/tokens";

const accountTokensPath = `${serviceAccountsPath}/:serviceAccountId/access_tokens`;
const oneTokenPath = `${accountTokensPath}/:tokenId`;

/** Datadog's endpoints for the access tokens of one service account: those that read and the one that revokes. */
export const serviceTokenEndpoints: readonly Endpoint[] = [
  { method: "GET", path: accountTokensPath, answer: list },
  { method: "GET", path: oneTokenPath, answer: get },
  { method: "DELETE", path: oneTokenPath, answer: revoke },
];

function list(organisation: Organisation, request: EndpointRequest): Answer {
  const { reach, leadsTo } = doorOf(request);
  if (reach === "none") {
    return forbidden;
  }
  const asked = readListQuery(request.query);
  if (typeof asked === "string") {
    return errorAnswer(400, asked);
  }
  const tokens = organisation.tokens.list().filter(leadsTo);
  const listed = tokens.filter((token) => isListed(token, organisation));
  // An account exists by the tokens that it has, or had.
  return tokens.length === 0
    ? errorAnswer(404, "Service account not found")
    : documentAnswer(200, listDocument(listTokens(listed, asked), asked));
}

function get(organisation: Organisation, request: EndpointRequest): Answer {
  return withToken(organisation, request, doorOf(request), (token) =>
    isShown(token, organisation) ? documentAnswer(200, tokenDocument(token)) : serviceTokenNotFound,
  );
}

function revoke(organisation: Organisation, request: EndpointRequest): Answer {
  return withToken(organisation, request, doorOf(request), (token) =>
    revokeToken(token, organisation, serviceTokenNotFound),
  );
}

/** The tokens of the account that the path names, and none but these: one of another account is not found. */
function doorOf({ caller, serviceAccountId }: EndpointRequest): TokenDoor {
  return {
    leadsTo: ({ type, ownerId }: SimulatedToken) =>
      type === "service_access_tokens" && ownerId === serviceAccountId.toLowerCase(),
    reach: caller.permissions.serviceAccounts ? "all" : "none",
    notFound: serviceTokenNotFound,
  };
}
