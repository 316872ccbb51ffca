import type { Site } from "../../../provider/datadog";
import { organizations, type OrganizationName } from "./token";

/** The tokens that a permission is for; `own` answers 404 for others' tokens, `none` answers 403. */
export type Reach = "all" | "own" | "none";

/**
 * The credentials of a run. One pair of keys belongs to one organisation of one site; a gateway that puts in those of each
 * site (`datadog:apiUrl`) makes them work on both.
 */
export interface WorldCredentials {
  /** The organisations that they belong to; on a site without one they are refused (401). */
  organizations: readonly OrganizationName[];
  reads: Reach;
  revokes: Reach;
  /** `valid`: Datadog accepts them and does not say whose they are. */
  identity: "placed" | "valid" | "refused";
}

/** The user of credentials that read everything; all others are another's, whose own tokens they may read. */
export const administrator = "administrator";

/** The user whose credentials these are. */
export function userOf({ reads }: WorldCredentials): string {
  return reads === "all" ? administrator : "somebody";
}

/** The organisation that answers to these credentials at a site. */
export function organizationOf(credentials: WorldCredentials, site: Site): OrganizationName | undefined {
  return credentials.organizations.find((name) => organizations[name].site === site);
}

/** Credentials that may do everything and can be placed. */
export function fullCredentials(names: readonly OrganizationName[]): WorldCredentials {
  return { organizations: names, reads: "all", revokes: "all", identity: "placed" };
}

/** Tells whether these credentials may do everything and can be placed: what they are told is worth what can be had. */
export function areFull({ reads, revokes, identity }: WorldCredentials): boolean {
  return reads === "all" && revokes === "all" && identity === "placed";
}
