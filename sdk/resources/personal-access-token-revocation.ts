import * as pulumi from "@pulumi/pulumi";
import { resourceTypes } from "../../provider/schema/resource-types";
import { refuseUnknownArguments } from "./known-arguments";
import { optionArguments, type Argument, type RevocationOptionArgs } from "./option-args";
import { SingleResource } from "./single-resource";
import { tokenSourceOf } from "../inputs/token-source";
import { warnOfText } from "./warn-of-text";

/** The token to revoke, its site, the time to revoke it, and the reason. Exactly one of `tokenId` and `token` names it. */
export interface PersonalAccessTokenRevocationArgs extends RevocationOptionArgs {
  /** The token's id, a UUID in any letter case. */
  tokenId?: Argument<string>;
  /**
   * The leaked token's text `ddpat_<ALIAS>_…`, or its public portion `ddpat_<ALIAS>`. Its id is derived from the
   * alias, and nothing else of the text is kept.
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
export class PersonalAccessTokenRevocation extends SingleResource {
  /** @internal */
  static readonly __pulumiType = resourceTypes.single;

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
    refuseUnknownArguments(name, args, { tokenId: true, token: true, ...optionArguments });
    const source = pulumi
      .all([args.tokenId, args.token])
      .apply(([tokenId, token]) => tokenSourceOf(tokenId, token, "personal", warnOfText));
    super(PersonalAccessTokenRevocation.__pulumiType, name, source, {}, args, opts);
  }
}
