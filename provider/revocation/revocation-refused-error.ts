import { accountSiteName, type AccountSite } from "../datadog";
import type { TokenOwner } from "../datadog/token/token-owner";
import type { OwnTokenName } from "../messages/warnings";
import { claimOf } from "../schema/claim";
import type { RevocationRecord } from "../schema/revocation-record";
import { formatCount, subjectOf, tokenNoun, type NamedToken } from "../messages/wording";

/** A DELETE that Datadog answered, but whose answer proves no revocation. */
export class RevocationRefusedError extends Error {
  override readonly name = "RevocationRefusedError";

  #isAboutOwner = false;
  #isAboutProtection = false;

  private constructor(message: string) {
    super(message);
  }

  /** `true` if the token is there, with another owner than was declared. */
  get isAboutOwner(): boolean {
    return this.#isAboutOwner;
  }

  /** `true` if the settings protect the token for certain: it was not asked to go, and is not to be. */
  get isAboutProtection(): boolean {
    return this.#isAboutProtection;
  }

  /** `onNotFound: "fail"`, a 404, and nothing that says that the token was ever known. */
  static unknownToken(token: NamedToken): RevocationRefusedError {
    return new RevocationRefusedError(
      `${failedToRevoke(token)}: 404, the organisation of these credentials on ${accountSiteName(token)} does not know this token. Check the site, the organisation and the id. After an interrupted run the token may be gone already: onNotFound: "accept" lets the next one finish.`,
    );
  }

  /** The DELETE says 404 and the GET says that the token is alive: it is not one that this endpoint revokes. */
  static aliveButNotFound(token: NamedToken): RevocationRefusedError {
    return new RevocationRefusedError(
      `${failedToRevoke(token)}: the DELETE was answered 404, but Datadog still says that the token is alive. A token of the other kind is revoked at another endpoint: a service account's as ServiceAccessTokenRevocation, a person's as PersonalAccessTokenRevocation.`,
    );
  }

  /** Datadog shows the token with another owner than it was declared with: another endpoint revokes it. */
  static otherOwner(
    token: NamedToken & TokenOwner,
    { kind, serviceAccountId }: TokenOwner,
  ): RevocationRefusedError {
    const account = serviceAccountId === undefined ? "" : ` of service account "${serviceAccountId}"`;
    const told = `Datadog says that this is a ${kind ?? "personal"} access token${account}, which is revoked at another endpoint, so nothing was concluded from this one's answer.`;
    const advice =
      kind === undefined
        ? "Declare it as PersonalAccessTokenRevocation; in a list or a batch without kind and serviceAccountId."
        : token.kind === undefined
          ? 'Declare it as ServiceAccessTokenRevocation; in a list or a batch with kind: "service".'
          : "Name that one as serviceAccountId, or none: it is found.";
    const error = new RevocationRefusedError(`${failedToRevoke(token)}: ${told} ${advice}`);
    error.#isAboutOwner = true;
    return error;
  }

  /** A service account's token without its account, and a list that does not tell it. */
  static accountNotFound(token: NamedToken, problem: string): RevocationRefusedError {
    return new RevocationRefusedError(
      `${failedToRevoke(token)}: its service account is not known, and Datadog's list of access tokens, which would tell it, could not be read to its end. Name the account as serviceAccountId. ${problem}`,
    );
  }

  /** The record was made with credentials of another organisation, which alone knows the token. */
  static otherOrganization(record: RevocationRecord, answering: string): RevocationRefusedError {
    const { organization = "" } = record;
    const isAccepted = claimOf(record) === "acceptedNotFound";
    const wayOn = isAccepted
      ? `Use credentials of organisation ${organization}, or run a pulumi up that declares it, which asks for it anew with these: it was only accepted on a 404 there.`
      : `Use credentials of organisation ${organization}; to move the revocation, declare it anew under another name.`;
    return new RevocationRefusedError(
      `${subjectOf([record]).name} is recorded in organisation ${organization}, and these credentials belong to organisation ${answering}: its 404 says nothing of this token, so nothing was concluded from it. ${wayOn}`,
    );
  }

  /** The DELETE was answered, and then nothing that says that the token is gone. */
  static untold(token: NamedToken, problem: string): RevocationRefusedError {
    return new RevocationRefusedError(
      `${subjectOf([token]).name}: the DELETE was answered, but Datadog did not tell whether the token is gone, so its record stays. Treat it as alive; the next run asks again. ${problem}`,
    );
  }

  /** A 404 about a token that other credentials saw, told to credentials that may see their own user's tokens alone. */
  static narrowSight(record: RevocationRecord): RevocationRefusedError {
    const { seenBy, tokenId } = record;
    const who = seenBy === undefined ? "" : `, of user ${seenBy}, who saw it,`;
    return new RevocationRefusedError(
      `${subjectOf([record]).name}: 404, which proves nothing here: an earlier run saw it, and these credentials are not known to be shown other users' tokens. Its record stays as it is. Run again with credentials that may read every token (org_app_keys_read)${who} or of the token's owner. If they may, and no other user has a token in this organisation, the list can't show it: let another user make one for that run. If you know that it is gone, DD_ACCEPT_NOT_FOUND=${tokenId} lets a run take that for settled, unproven.`,
    );
  }

  /** The token is taken out of one resource, and whether another declares it is not known. */
  static perhapsDeclared(token: NamedToken): RevocationRefusedError {
    return new RevocationRefusedError(
      `${subjectOf([token]).name} is taken out of its resource, and this run failed before everything was declared: nothing was sent, since another resource may declare it. Mend the other failure and run again.`,
    );
  }

  /** The DELETE was accepted and the token did not die. */
  static stillAlive(token: NamedToken): RevocationRefusedError {
    return new RevocationRefusedError(
      `${subjectOf([token]).name}: Datadog accepted the DELETE but still says that the token is alive. Treat it as alive; run again to go on from here.`,
    );
  }

  /** Not every account could be asked, and none of the others knew the token. */
  static notAskedEverywhere(
    token: NamedToken,
    failures: readonly { accountSite: AccountSite; reason: Error }[],
    knewNothing: readonly AccountSite[],
  ): RevocationRefusedError {
    const asked = knewNothing.map(accountSiteName).join(" and ");
    const others = asked === "" ? "" : ` ${asked} did not know it.`;
    const error = new RevocationRefusedError(
      `Failed to revoke ${tokenNoun([token])} "${token.tokenId}" in any account: ${failures.map(({ accountSite }) => accountSiteName(accountSite)).join(" and ")} could not be asked.${others} Treat it as alive. ${failures.map(({ reason }) => reason.message).join(" ")}`,
    );
    error.cause = failures[0]?.reason;
    return error;
  }

  /** The settings protect the token, or may protect it. */
  static protectedToken(
    token: NamedToken,
    problem: string,
    { isCertain }: { isCertain: boolean },
  ): RevocationRefusedError {
    const error = new RevocationRefusedError(`${subjectOf([token]).name} ${problem}`);
    error.#isAboutProtection = isCertain;
    return error;
  }

  /** The token is the run's own credential, and nothing makes sure that it goes last. */
  static ownToken(token: NamedToken, { setting }: OwnTokenName): RevocationRefusedError {
    return new RevocationRefusedError(
      `${subjectOf([token]).name} is the token that this run works with (${setting}), and nothing was sent, since nothing makes sure that it goes last. Put it into a list or a batch with selfRevocation "last", or use other credentials to revoke it.`,
    );
  }

  /** Others are not done, for which the run's own credential is still needed. */
  static ownTokenNeeded(token: NamedToken, { setting }: OwnTokenName, open: number): RevocationRefusedError {
    return new RevocationRefusedError(
      `${subjectOf([token]).name} is the token that this run works with (${setting}), and is left alive until the ${open === 1 ? "other one is" : `other ${formatCount(open)} are`} done: the next run goes on with these credentials, or with others.`,
    );
  }
}

function failedToRevoke(token: NamedToken): string {
  return `Failed to revoke ${tokenNoun([token])} "${token.tokenId}" on ${accountSiteName(token)}`;
}
