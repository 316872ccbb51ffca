import { forbidden, noContent, type Answer } from "./answer";
import type { EndpointRequest, Organisation } from "./endpoint";
import { reaches, type Reach } from "../requests/permissions";
import type { SimulatedToken } from "../tokens/tokens";

/** An endpoint's way to a token: which tokens there are behind it, and whose of them the caller may touch. */
export interface TokenDoor {
  readonly leadsTo: (token: SimulatedToken) => boolean;
  readonly reach: Reach;
  /** The response for a token that is not there. */
  readonly notFound: Answer;
}

/** The response for the token that the path names, unless the caller is not permitted to do this or it is not found. */
export function withToken(
  organisation: Organisation,
  { caller, tokenId }: EndpointRequest,
  { leadsTo, reach, notFound }: TokenDoor,
  answer: (token: SimulatedToken) => Answer,
): Answer {
  if (reach === "none") {
    return forbidden;
  }
  const token = organisation.tokens.get(tokenId);
  if (token === undefined || !leadsTo(token) || !hasAppeared(token, organisation)) {
    return notFound;
  }
  if (organisation.faults.isHidden(token.tokenId)) {
    organisation.faults.countMiss(token.tokenId);
    return notFound;
  }
  if (!reaches(reach, caller, token.ownerId)) {
    return caller.permissions.othersStatus === 404 ? notFound : forbidden;
  }
  return answer(token);
}

/** Tells whether a list shows a token: reads still show a revoked one until its revocation has come round. */
export function isListed(token: SimulatedToken, organisation: Organisation): boolean {
  return (
    isShown(token, organisation) &&
    hasAppeared(token, organisation) &&
    !organisation.faults.isHidden(token.tokenId)
  );
}

/** Reads still show a revoked token until its revocation has come round. */
export function isShown(token: SimulatedToken, { faults, now }: Organisation): boolean {
  return token.revokedAt === undefined || now() < Date.parse(token.revokedAt) + faults.revocationDelayMs;
}

/** No request finds a new token until its creation has come round. */
function hasAppeared(token: SimulatedToken, { faults, now }: Organisation): boolean {
  return faults.creationDelayMs === 0 || now() >= Date.parse(token.createdAt) + faults.creationDelayMs;
}

/** Revokes a token, unless a fault keeps it alive; the second time, as the organisation is told to respond. */
export function revokeToken(token: SimulatedToken, organisation: Organisation, notFound: Answer): Answer {
  if (token.revokedAt !== undefined) {
    return organisation.secondRevocation === 204 ? noContent : notFound;
  }
  if (!organisation.faults.keepsAlive(token.tokenId)) {
    organisation.tokens.revoke(token.tokenId);
  }
  return noContent;
}
