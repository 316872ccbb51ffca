import * as pulumi from "@pulumi/pulumi";
import type { BatchTokenMarker } from "../../provider/schema/batch-inputs";
import { decodeRecord } from "../../provider/schema/batch-record";
import { normalizeTokenId } from "../../provider/datadog/token/token-id";
import type { OptionInputs } from "../../provider/schema/option-inputs";
import type { RevocationStatus } from "../../provider/schema/revocation-status";
import { dynamicTypeToken, providerText } from "./dynamic-type";
import { optionInputs, type Argument, type RevocationOptionArgs } from "./option-args";
import { refuseTokenIn } from "./resource-name";
import { tokenSourceOf, type TokenSource } from "./token-source";

/** Which tokens to revoke, where, when, and why. `tokenIds` and `tokens` together are a set, which may be empty. */
export interface PersonalAccessTokenRevocationBatchArgs extends RevocationOptionArgs {
  /** The tokens' ids, UUIDs in any letter case and any order; repetitions collapse. */
  tokenIds?: Argument<pulumi.Input<string>[]>;
  /** Leaked tokens' texts, or their public portions; their ids are derived in the program's own process. */
  tokens?: Argument<pulumi.Input<string>[]>;
}

/** What became of one token of a batch. Times are ISO 8601 UTC. */
export interface BatchedRevocation {
  tokenId: string;
  status: RevocationStatus;
  /** When our DELETE was confirmed; absent unless `status` is `revoked`. */
  revokedAt?: string;
  /** When Datadog said that the token is gone. */
  verifiedAt?: string;
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
export class PersonalAccessTokenRevocationBatch extends pulumi.CustomResource {
  /** @internal */
  static readonly __pulumiType = dynamicTypeToken("PersonalAccessTokenRevocationBatch");

  declare readonly site: pulumi.Output<string>;
  declare readonly revokeOn: pulumi.Output<OptionInputs["revokeOn"]>;
  declare readonly onNotFound: pulumi.Output<OptionInputs["onNotFound"]>;
  declare readonly verify: pulumi.Output<boolean>;
  declare readonly reason: pulumi.Output<string | undefined>;
  declare readonly ticket: pulumi.Output<string | undefined>;
  /** How many tokens this batch revoked. */
  declare readonly revokedCount: pulumi.Output<number>;
  /** How many tokens were revoked already. */
  declare readonly alreadyRevokedCount: pulumi.Output<number>;
  /** What became of each token, sorted by id. */
  readonly revocations: pulumi.Output<BatchedRevocation[]>;

  declare private readonly record: pulumi.Output<string | undefined>;

  /** Whether a value is a batch, also one from another copy of this package. */
  static override isInstance(value: unknown): value is PersonalAccessTokenRevocationBatch {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { __pulumiType?: unknown }).__pulumiType ===
        PersonalAccessTokenRevocationBatch.__pulumiType
    );
  }

  /**
   * @param name - the resource's name in the stack; it must not hold a token's text.
   * @throws pulumi.RunError where it does: a name stands in every log.
   */
  constructor(
    name: string,
    args: PersonalAccessTokenRevocationBatchArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    refuseTokenIn(name);
    const sources = sourcesOf(args);
    const props: pulumi.Inputs = {
      tokenIds: sources.apply(({ tokenIds }) => tokenIds),
      tokenProblems: sources.apply(({ tokenProblems }) => tokenProblems),
      ...optionInputs(args, opts),
      // Outputs are known to the program only where they are named here.
      record: undefined,
      revokedCount: undefined,
      alreadyRevokedCount: undefined,
      __provider: providerText("revocationBatch"),
    };
    super(PersonalAccessTokenRevocationBatch.__pulumiType, name, props, opts);
    this.revocations = this.record.apply((record) =>
      decodeRecord(record ?? "").map(({ unfinished: _, ...revocation }) => revocation),
    );
  }
}

/** What names a batch's tokens to the provider: ids, and a marker for each wrong argument. */
interface BatchSources {
  tokenIds: string[];
  tokenProblems?: BatchTokenMarker[];
}

/** Ids are no secrets even where the texts are: the alias they stand for is the token's public portion. */
function sourcesOf({
  tokenIds,
  tokens,
}: PersonalAccessTokenRevocationBatchArgs): pulumi.Output<BatchSources> {
  const given = pulumi.all([pulumi.output(tokenIds), pulumi.output(tokens)]);
  return pulumi.unsecret(given.apply(([ids, texts]) => batchSourcesOf(ids ?? [], texts ?? [])));
}

function batchSourcesOf(ids: unknown, texts: unknown): BatchSources {
  const tokenIds: string[] = [];
  const tokenProblems: BatchTokenMarker[] = [];
  const read = (
    property: BatchTokenMarker["property"],
    list: unknown,
    sourceOf: (each: unknown) => TokenSource,
  ) => {
    if (!Array.isArray(list)) {
      return void tokenProblems.push({ property, problem: "notAList" });
    }
    for (const [index, each] of (list as unknown[]).entries()) {
      const { tokenId, tokenProblem } = sourceOf(each);
      if (tokenId !== undefined && normalizeTokenId(tokenId) !== undefined) {
        tokenIds.push(tokenId);
      } else {
        tokenProblems.push({ property, index, problem: tokenProblem ?? "notAnId" });
      }
    }
  };
  read("tokenIds", ids, (id) => tokenSourceOf(id, undefined));
  read("tokens", texts, (text) => tokenSourceOf(undefined, text));
  return { tokenIds, ...(tokenProblems.length > 0 && { tokenProblems }) };
}
