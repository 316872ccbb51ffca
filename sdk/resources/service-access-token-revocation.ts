import * as pulumi from "@pulumi/pulumi";
import { resourceTypes } from "../../provider/schema/resource-types";
import { refuseUnknownArguments } from "./known-arguments";
import { optionArguments, type Argument, type RevocationOptionArgs } from "./option-args";
import { SingleResource } from "./single-resource";
import { tokenSourceOf } from "../inputs/token-source";
import { warnOfText } from "./warn-of-text";

/** The service account's token to revoke, its site, the time to revoke it, and the reason. Exactly one of `tokenId` and `token` names it. */
export interface ServiceAccessTokenRevocationArgs extends RevocationOptionArgs {
  /** The token's id, a UUID in any letter case. */
  tokenId?: Argument<string>;
  /**
   * The leaked token's text `ddsat_<ALIAS>_…`, or its public portion `ddsat_<ALIAS>`. Its id is derived from the
   * alias, and nothing else of the text is kept.
   */
  token?: Argument<string>;
  /**
   * The id of the service account that owns the token. Without it Datadog's list of access tokens is read to find it, which
   * takes one of the permissions `user_app_keys` and `org_app_keys_read` beside `service_account_write`.
   */
  serviceAccountId?: Argument<string>;
}

/**
 * The revocation of a Datadog service account's access token: it exists while its token does not. Creating it calls
 * `DELETE /api/v2/service_accounts/{service_account_id}/access_tokens/{token_id}` and waits until Datadog says that the
 * token is gone. Everything else is as with `PersonalAccessTokenRevocation`.
 *
 * ```ts
 * new ServiceAccessTokenRevocation("leaked-in-ci", { token: "ddsat_3dJZ2IClhMOwsx0xC01NBK", ticket: "SEC-123" });
 * ```
 */
export class ServiceAccessTokenRevocation extends SingleResource {
  /** @internal */
  static readonly __pulumiType = resourceTypes.service;

  /** Always `service`. */
  declare readonly kind: pulumi.Output<"service">;
  /** The id of the service account, as given or as found; absent if no list showed the token. */
  declare readonly serviceAccountId: pulumi.Output<string | undefined>;

  /** Tells whether a value is a revocation of this kind, also one from another copy of this package. */
  static override isInstance(value: unknown): value is ServiceAccessTokenRevocation {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { __pulumiType?: unknown }).__pulumiType ===
        ServiceAccessTokenRevocation.__pulumiType
    );
  }

  /**
   * @param name - the resource's name in the stack; it must not hold a token's text.
   * @throws pulumi.RunError if it does: a name stands in every log.
   */
  constructor(name: string, args: ServiceAccessTokenRevocationArgs, opts?: pulumi.CustomResourceOptions) {
    const known = { tokenId: true, token: true, serviceAccountId: true, ...optionArguments } as const;
    refuseUnknownArguments(name, args, known);
    const source = pulumi
      .all([args.tokenId, args.token])
      .apply(([tokenId, token]) => tokenSourceOf(tokenId, token, "service", warnOfText));
    const owner = { kind: "service", serviceAccountId: args.serviceAccountId };
    super(ServiceAccessTokenRevocation.__pulumiType, name, source, owner, args, opts);
  }
}
