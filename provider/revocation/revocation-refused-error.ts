import type { NamedToken } from "../messages/wording";

/** A DELETE that Datadog answered, but whose answer proves no revocation. */
export class RevocationRefusedError extends Error {
  override readonly name = "RevocationRefusedError";

  private constructor(message: string) {
    super(message);
  }

  /** `onNotFound: "fail"`, a 404, and nothing that says that the token was ever known. */
  static unknownToken({ tokenId, site }: NamedToken): RevocationRefusedError {
    return new RevocationRefusedError(
      `Failed to revoke personal access token "${tokenId}" on ${site}: 404, the organisation of these credentials on ${site} does not know this token. Check the site, the organisation and the id. After an interrupted run the token may be gone already: onNotFound: "accept" lets the next one finish.`,
    );
  }

  /** The DELETE says 404 and the GET says that the token is alive: it is not one that this endpoint revokes. */
  static aliveButNotFound({ tokenId, site }: NamedToken): RevocationRefusedError {
    return new RevocationRefusedError(
      `Failed to revoke personal access token "${tokenId}" on ${site}: the DELETE was answered 404, but Datadog still says that the token is alive. A service access token is revoked at another endpoint (DELETE /api/v2/service_accounts/{service_account_id}/access_tokens/{token_id}).`,
    );
  }

  /** The DELETE was accepted and the token did not die. */
  static stillAlive({ tokenId, site }: NamedToken): RevocationRefusedError {
    return new RevocationRefusedError(
      `Personal access token "${tokenId}" on ${site}: Datadog accepted the DELETE but still says that the token is alive. Treat it as alive; run pulumi up again to go on from here.`,
    );
  }
}
