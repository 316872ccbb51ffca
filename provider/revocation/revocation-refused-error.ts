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

  /** The record was made with credentials of another organisation, which alone knows the token. */
  static otherOrganization(
    { tokenId, site, organization = "" }: NamedToken & { organization?: string },
    answering: string,
  ): RevocationRefusedError {
    return new RevocationRefusedError(
      `Personal access token "${tokenId}" on ${site} is recorded in organisation ${organization}, and these credentials belong to organisation ${answering}: its 404 says nothing of this token, so nothing was concluded from it. Use credentials of organisation ${organization}; to move the revocation, declare it anew under another name.`,
    );
  }

  /** The DELETE was answered, and then nothing that says that the token is gone. */
  static untold({ tokenId, site }: NamedToken, problem: string): RevocationRefusedError {
    return new RevocationRefusedError(
      `Personal access token "${tokenId}" on ${site}: the DELETE was answered, but Datadog did not tell whether the token is gone, so its record stays. Treat it as alive; the next run asks again. ${problem}`,
    );
  }

  /** The token is taken out of one resource, and whether another declares it is not known. */
  static perhapsDeclared({ tokenId, site }: NamedToken): RevocationRefusedError {
    return new RevocationRefusedError(
      `Personal access token "${tokenId}" on ${site} is taken out of its resource, and this run failed before everything was declared: nothing was sent, since another resource may declare it. Mend the other failure and run pulumi up again.`,
    );
  }

  /** The DELETE was accepted and the token did not die. */
  static stillAlive({ tokenId, site }: NamedToken): RevocationRefusedError {
    return new RevocationRefusedError(
      `Personal access token "${tokenId}" on ${site}: Datadog accepted the DELETE but still says that the token is alive. Treat it as alive; run pulumi up again to go on from here.`,
    );
  }
}
