import * as pulumi from "@pulumi/pulumi";
import type { RevocationStatus } from "../../provider/schema/revocation-status";
import { resourceTypes } from "../../provider/schema/resource-types";
import type { RevocationInputs } from "../../provider/schema/revocation-inputs";
import type {
  AskedAccount,
  RevocationEvidence,
  UnfinishedPart,
} from "../../provider/schema/revocation-record";
import { optionInputs, type Argument, type RevocationOptionArgs } from "./option-args";
import { providerText } from "./provider-text";
import { refuseIgnoredChanges } from "./ignored-changes";
import { refuseTokenIn } from "./resource-name";
import { tokenSourceOf, type TokenSource } from "./token-source";

/** Which token to revoke, where, when, and why. Exactly one of `tokenId` and `token` names it. */
export interface PersonalAccessTokenRevocationArgs extends RevocationOptionArgs {
  /** The token's id, a UUID in any letter case. */
  tokenId?: Argument<string>;
  /**
   * The leaked token's text `ddpat_<ALIAS>_…`, or its public portion `ddpat_<ALIAS>`. Its id is derived from the
   * alias in the program's own process; the text never becomes a resource input.
   */
  token?: Argument<string>;
}

/**
 * The revocation of a Datadog personal access token: it exists while its token does not. Creating it calls
 * `DELETE /api/v2/personal_access_tokens/{token_id}` and waits until Datadog says that the token is gone; a refresh
 * that finds the token alive makes the next `pulumi up` revoke it again.
 *
 * ```ts
 * new PersonalAccessTokenRevocation("leaked-in-ci", { tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840", ticket: "SEC-123" });
 * ```
 */
export class PersonalAccessTokenRevocation extends pulumi.CustomResource {
  /** @internal */
  static readonly __pulumiType = resourceTypes.single;

  /** The token's id, lower case; never secret, since it is meant to be read in a review. */
  declare readonly tokenId: pulumi.Output<string>;
  declare readonly site: pulumi.Output<string>;
  /**
   * The account whose credentials were used; absent: `default`. Of one that was declared for `any` it is the account that
   * showed the token, or `any` if none did.
   */
  declare readonly account: pulumi.Output<string | undefined>;
  /** The accounts that did not know a token that was declared for `any`; absent if one did. */
  declare readonly accountsAsked: pulumi.Output<readonly AskedAccount[] | undefined>;
  declare readonly revokeOn: pulumi.Output<RevocationInputs["revokeOn"]>;
  declare readonly onNotFound: pulumi.Output<RevocationInputs["onNotFound"]>;
  declare readonly verify: pulumi.Output<boolean>;
  declare readonly reason: pulumi.Output<string | undefined>;
  declare readonly ticket: pulumi.Output<string | undefined>;
  /** `revoked` by us, `alreadyRevoked`, or `armed` for `revokeOn: "delete"` before the end. */
  declare readonly status: pulumi.Output<RevocationStatus>;
  /** The time of our confirmed DELETE, ISO 8601 UTC; absent unless `status` is `revoked`. */
  declare readonly revokedAt: pulumi.Output<string | undefined>;
  /**
   * The time at which the token was proven gone, ISO 8601 UTC: it was seen alive, or our DELETE was answered 204, and then
   * the organisation said that it does not know the token.
   */
  declare readonly verifiedAt: pulumi.Output<string | undefined>;
  /** The time at which a token that was never seen was not found: accepted as already revoked, and not proven. */
  declare readonly notFoundAt: pulumi.Output<string | undefined>;
  /** The id of the Datadog organisation that answered; absent if the credentials could not be placed. */
  declare readonly organization: pulumi.Output<string | undefined>;
  /**
   * The part that is still to be done by the next `pulumi up`: the token's death was not told (`verification`), or a refresh
   * found it alive (`aliveAgain`). Absent if there is none.
   */
  declare readonly unfinished: pulumi.Output<UnfinishedPart | undefined>;
  /** The token as Datadog described it before the DELETE; absent if nothing was seen. */
  declare readonly evidence: pulumi.Output<RevocationEvidence | undefined>;

  /** Tells whether a value is a revocation, also one from another copy of this package. */
  static override isInstance(value: unknown): value is PersonalAccessTokenRevocation {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { __pulumiType?: unknown }).__pulumiType ===
        PersonalAccessTokenRevocation.__pulumiType
    );
  }

  /**
   * @param name - the resource's name in the stack; it must not hold a token's text.
   * @throws pulumi.RunError if it does: a name stands in every log.
   */
  constructor(name: string, args: PersonalAccessTokenRevocationArgs, opts?: pulumi.CustomResourceOptions) {
    refuseTokenIn(name);
    refuseIgnoredChanges(name, opts);
    const source = sourceOf(args);
    const props: pulumi.Inputs = {
      tokenId: source.tokenId,
      tokenProblem: source.tokenProblem,
      ...optionInputs(args, opts),
      // Outputs are known to the program only if they are named here.
      status: undefined,
      revokedAt: undefined,
      verifiedAt: undefined,
      notFoundAt: undefined,
      organization: undefined,
      accountsAsked: undefined,
      unfinished: undefined,
      evidence: undefined,
      __provider: providerText("revocation"),
    };
    super(PersonalAccessTokenRevocation.__pulumiType, name, props, opts);
  }
}

/** The id is not a secret even if the text is: the alias it stands for is the token's public portion. */
function sourceOf({
  tokenId,
  token,
}: PersonalAccessTokenRevocationArgs):
  pulumi.Unwrap<TokenSource> | (pulumi.OutputInstance<TokenSource> & pulumi.Lifted<TokenSource>) {
  return pulumi.unsecret(pulumi.all([tokenId, token]).apply(([id, text]) => tokenSourceOf(id, text)));
}
