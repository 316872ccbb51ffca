import * as pulumi from "@pulumi/pulumi";
import type { TokenKind } from "../../provider/datadog/token/token-text";
import { resourceTypes } from "../../provider/schema/resource-types";
import type { RevocationEntry } from "../../provider/schema/revocation-entry";
import { BatchResource } from "./batch-resource";
import { batchSourcesOf, type BatchSources } from "../inputs/batch-sources";
import { refuseUnknownArguments } from "./known-arguments";
import { optionArguments, type Argument, type RevocationOptionArgs } from "./option-args";
import { refuseIgnoredChanges } from "./ignored-changes";
import { refuseTokenIn } from "./resource-name";
import { warnOfText } from "./warn-of-text";

/** A token by its id and its owner: `{ tokenId: "7767e407-…", kind: "service" }`. */
export interface BatchedTokenId extends Pick<RevocationEntry, "serviceAccountId"> {
  tokenId: string;
  /** `service` for a token of a service account, which is then found if `serviceAccountId` does not name it. @defaultValue "personal" */
  kind?: TokenKind;
}

/** The tokens to revoke, their site, the time to revoke them, and the reason. `tokenIds` and `tokens` together are a set, which may be empty. */
export interface PersonalAccessTokenRevocationBatchArgs extends RevocationOptionArgs {
  /**
   * The tokens' ids, UUIDs in any letter case and any order; repetitions collapse. An id alone is a personal token's; a
   * service account's says so.
   */
  tokenIds?: Argument<pulumi.Input<string | BatchedTokenId>[]>;
  /** Leaked tokens' texts (`ddpat_…`, `ddsat_…`), or their public portions; nothing but their ids is kept. */
  tokens?: Argument<pulumi.Input<string>[]>;
  /**
   * Records what Datadog said of each token before its DELETE, about 300 bytes of state a token. Without it a token takes
   * less than 100 bytes: for thousands of tokens, set it to false. @defaultValue true
   */
  evidence?: Argument<boolean>;
}

/**
 * The revocation of any number of Datadog personal access tokens as one resource: after an incident with thousands of
 * them it is many times faster than a resource for each, since Pulumi writes the whole state after every resource.
 * Each argument means what it means for `PersonalAccessTokenRevocation`.
 *
 * ```ts
 * new PersonalAccessTokenRevocationBatch("incident-42", { tokenIds: leakedIds, ticket: "SEC-42" });
 * ```
 */
export class PersonalAccessTokenRevocationBatch extends BatchResource {
  /** @internal */
  static readonly __pulumiType = resourceTypes.batch;

  declare readonly reason: pulumi.Output<string | undefined>;
  declare readonly ticket: pulumi.Output<string | undefined>;

  /** Tells whether a value is a batch, also one from another copy of this package. */
  static override isInstance(value: unknown): value is PersonalAccessTokenRevocationBatch {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { __pulumiType?: unknown }).__pulumiType ===
        PersonalAccessTokenRevocationBatch.__pulumiType
    );
  }

  /**
   * @param name - the resource's name in the stack; it must not hold a token's text.
   * @throws pulumi.RunError if it does: a name stands in every log.
   */
  constructor(
    name: string,
    args: PersonalAccessTokenRevocationBatchArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    refuseTokenIn(name);
    refuseUnknownArguments(name, args, { tokenIds: true, tokens: true, evidence: true, ...optionArguments });
    refuseIgnoredChanges(name, opts);
    const sources = sourcesOf(args);
    const own = {
      revocations: sources.apply(({ revocations }) => revocations),
      tokenProblems: sources.apply(({ tokenProblems }) => tokenProblems),
      evidence: args.evidence,
    };
    super(PersonalAccessTokenRevocationBatch.__pulumiType, name, own, args, opts);
  }
}

/** Ids are no secrets even if the texts are: the alias they stand for is the token's public portion. */
function sourcesOf({
  tokenIds,
  tokens,
}: PersonalAccessTokenRevocationBatchArgs): pulumi.Output<BatchSources> {
  const given = pulumi.all([pulumi.output(tokenIds), pulumi.output(tokens)]);
  return pulumi.unsecret(given.apply(([ids, texts]) => batchSourcesOf(ids ?? [], texts ?? [], warnOfText)));
}
