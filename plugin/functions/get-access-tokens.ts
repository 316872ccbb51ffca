import type { AccessToken } from "../../provider/datadog";
import type { Session } from "../../provider/session/session";
import type { Values } from "../wire/property-values";
import { livingTokens } from "./living-tokens";

/**
 * Lists the living tokens of an account's organisation that the filters let through.
 *
 * @throws Error if the list can't be read whole, or if Datadog does not say which tokens have leaked and that is asked for.
 */
export async function getAccessTokens(
  { account, kind, ownerId, nameContains, leaked, includeLeaks }: Values,
  session: Session,
): Promise<{ tokens: object[] }> {
  const asked = session.settings.accounts.account(typeof account === "string" ? account : undefined);
  const client = session.client({ site: asked.site(), account: asked.name });
  const all = await livingTokens(client, session.clock, leaksAsked(leaked, includeLeaks));
  const tokens = all
    .map(({ kind: owner = "personal" as const, ...token }) => ({ ...token, kind: owner }))
    .filter((token) => (kind ?? token.kind) === token.kind)
    .filter((token) => (ownerId ?? token.ownerId) === token.ownerId)
    .filter((token) => hasInName(token.name, nameContains))
    .filter((token) => typeof leaked !== "boolean" || isLeaked(token) === leaked);
  return { tokens: tokens.map(({ leak, ...token }) => (isTold(leak) ? { ...token, leak } : token)) };
}

function leaksAsked(leaked: unknown, includeLeaks: unknown): "told" | "leaked" | "notLeaked" | undefined {
  if (typeof leaked === "boolean") {
    return leaked ? "leaked" : "notLeaked";
  }
  return includeLeaks === true ? "told" : undefined;
}

/** A gateway, or a site of an older version, may pass over the filter: what it does not say is no answer. */
function isLeaked({ tokenId, leak }: Pick<AccessToken, "tokenId" | "leak">): boolean {
  if (leak === undefined) {
    throw new Error(
      `leaked: Datadog does not say whether the token ${tokenId} has leaked. Leave leaked out to list all tokens.`,
    );
  }
  return isTold(leak);
}

function isTold<Leak>(leak: Leak | "none" | undefined): leak is Leak {
  return leak !== undefined && leak !== "none";
}

function hasInName(name = "", part: unknown): boolean {
  return typeof part !== "string" || name.toLowerCase().includes(part.toLowerCase());
}
