import * as pulumi from "@pulumi/pulumi";
import type { RevocationStatus } from "../../provider/schema/revocation-status";
import type { RevocationInputs } from "../../provider/schema/revocation-inputs";
import type {
  AskedAccount,
  RevocationEvidence,
  UnfinishedPart,
} from "../../provider/schema/revocation-record";
import { optionInputs, type RevocationOptionArgs } from "./option-args";
import { withPluginAlias } from "./plugin-alias";
import { requireReachableProvider } from "./provider-module";
import { providerText } from "./provider-text";
import { refuseImport } from "./refuse-import";
import { refuseIgnoredChanges } from "./ignored-changes";
import { refuseTokenIn } from "./resource-name";
import type { TokenSource } from "../inputs/token-source";

/** The outputs that are known to the program only because they are named when it is registered. */
const outputs = {
  status: undefined,
  revokedAt: undefined,
  verifiedAt: undefined,
  notFoundAt: undefined,
  organization: undefined,
  accountsAsked: undefined,
  unfinished: undefined,
  seenBy: undefined,
  evidence: undefined,
};

/** The revocation of one token as one resource: what those of a person's and of a service account's have in common. */
export abstract class SingleResource extends pulumi.CustomResource {
  /** The token's id, lower case; never secret, since it is meant to be read in a review. */
  declare readonly tokenId: pulumi.Output<string>;
  declare readonly site: pulumi.Output<string>;
  /**
   * The account whose credentials were used; absent: `default`. Of one that was declared for `any` it is the account that
   * showed the token, or `any` if none did.
   */
  declare readonly account: pulumi.Output<string | undefined>;
  /** The accounts that did not show a token that was declared for `any`; absent if one did. */
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
   * or a later run found it alive (`aliveAgain`). Absent if there is none.
   */
  declare readonly unfinished: pulumi.Output<UnfinishedPart | undefined>;
  /**
   * The user whose credentials last saw the token alive, or left that part, so that a 404 is believed only of one who would
   * be shown the token; absent if nobody saw it, or if Datadog did not tell.
   */
  declare readonly seenBy: pulumi.Output<string | undefined>;
  /** The token as Datadog described it before the DELETE; absent if nothing was seen. */
  declare readonly evidence: pulumi.Output<RevocationEvidence | undefined>;

  /** @param source - the token's id, or what is wrong with the arguments; no secret even if the token's text is one. */
  protected constructor(
    type: string,
    name: string,
    source: pulumi.Output<TokenSource>,
    owner: pulumi.Inputs,
    options: RevocationOptionArgs,
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    refuseTokenIn(name);
    refuseIgnoredChanges(name, opts);
    refuseImport(name, opts);
    requireReachableProvider();
    // The alias that the id stands for is the token's public portion.
    const { tokenId, tokenProblem } = pulumi.unsecret(source);
    const props: pulumi.Inputs = {
      tokenId,
      tokenProblem,
      ...owner,
      ...optionInputs(options, opts),
      ...outputs,
      __provider: providerText("single"),
    };
    super(type, name, props, withPluginAlias(type, opts));
  }
}
