import type { NamedToken } from "../../provider/datadog/token/token-text";

/** The message for a service access token that is to be revoked: which one it is, and what to do instead. */
export function cannotRevokeServiceToken({ publicPortion, tokenId }: NamedToken): string {
  return (
    `${publicPortion} is a service access token (id ${tokenId}), and no resource can revoke it yet. Revoke it in ` +
    "Datadog, under its service account (DELETE /api/v2/service_accounts/{service_account_id}/access_tokens/{token_id})"
  );
}
