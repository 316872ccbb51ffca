import { basename } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { optionDefaults } from "../../provider/schema/options";
import type { ListPlan, PlannedResource } from "../list/list-plan";
import type { LoadedList } from "../list/read-list";
import { PersonalAccessTokenRevocation } from "./personal-access-token-revocation";
import {
  PersonalAccessTokenRevocationBatch,
  type BatchedRevocation,
} from "./personal-access-token-revocation-batch";
import { refuseTokenIn } from "./resource-name";
import { RevocationListRecord } from "./revocation-list-record";

/** Where the list is. */
export interface RevocationListArgs {
  /** The list's file, e.g. `revocations.yaml`; a relative path starts at the program's folder. */
  file: string;
}

/**
 * A list of leaked tokens in a file that is reviewed like code: a resource for each entry, named by the token's id, so
 * that order and neighbours don't matter, and a batch for an entry with scanner reports or more than 50 tokens. A token
 * that is named twice, also as id and as public portion, or in a report, is one revocation with both reasons.
 *
 * ```ts
 * new RevocationList("incident", { file: "revocations.yaml" });
 * ```
 */
export class RevocationList extends pulumi.ComponentResource {
  /** @internal */
  static readonly __pulumiType = "pulumi-datadog-token-revocation:index:RevocationList";

  /** What became of each token of the list, sorted by id. */
  declare readonly revocations: pulumi.Output<BatchedRevocation[]>;

  /**
   * @throws pulumi.RunError where the list's text is wrong, before anything is registered: file, line, column, and the
   * entry. A report that can't be read fails the program before any revocation is registered.
   */
  constructor(name: string, { file }: RevocationListArgs, opts?: pulumi.ComponentResourceOptions) {
    refuseTokenIn(name);
    const list = loading().loadList(file);
    // What stands in the state is the same on every machine, whatever path leads to the list there.
    const recordedFile = basename(file);
    super(RevocationList.__pulumiType, name, { file: recordedFile }, opts);
    this.revocations = pulumi
      .output(failingOnce(this.declareAll(name, recordedFile, list, opts?.retainOnDelete === true)))
      .apply((revocations) => revocations.flat().sort(byTokenId));
    this.registerOutputs();
  }

  private async declareAll(
    name: string,
    file: string,
    list: LoadedList,
    retainOnDelete: boolean,
  ): Promise<pulumi.Output<BatchedRevocation[]>[]> {
    const { resources, warnings }: ListPlan = await loading().planOf(list);
    for (const warning of warnings) {
      await pulumi.log.warn(warning, this);
    }
    const record = new RevocationListRecord(
      name,
      { file, declared: declaredIn(resources) },
      { parent: this },
    );
    // What the record refuses as a whole must not have begun. The engine hands retainOnDelete down by itself, but a
    // resource has to know it to show it to policies.
    const opts = { parent: this, dependsOn: record, ...(retainOnDelete && { retainOnDelete }) };
    return resources.map((resource) => this.declare(resource, opts));
  }

  private declare(
    { name, kind, tokenIds, options, reason, ticket }: PlannedResource,
    opts: pulumi.CustomResourceOptions,
  ): pulumi.Output<BatchedRevocation[]> {
    const args = { ...options, reason, ticket };
    if (kind === "batch") {
      return new PersonalAccessTokenRevocationBatch(name, { ...args, tokenIds }, opts).revocations;
    }
    const { tokenId, status, revokedAt, verifiedAt } = new PersonalAccessTokenRevocation(
      name,
      { ...args, tokenId: tokenIds[0] },
      opts,
    );
    return pulumi.all([tokenId, status, revokedAt, verifiedAt]).apply(([id, state, revoked, verified]) => [
      {
        tokenId: id,
        status: state,
        ...(revoked !== undefined && { revokedAt: revoked }),
        ...(verified !== undefined && { verifiedAt: verified }),
      },
    ]);
  }
}

/**
 * A rejected promise within an output is reported by Node.js several times over. This one fails the program as an error
 * outside of any promise does, and then never settles: no output of the stack is made up in place of the missing one.
 */
function failingOnce<Value>(promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve) => {
    promise.then(resolve, (error: unknown) => {
      setImmediate(() => {
        throw error;
      });
    });
  });
}

/** What reads lists takes a tenth of a second to load: only programs that have a list wait for it. */
function loading(): typeof import("../list") {
  return require("../list") as typeof import("../list");
}

function declaredIn(resources: readonly PlannedResource[]) {
  return Object.fromEntries(
    resources.map(({ name, kind, tokenIds, options }) => [
      name,
      {
        revokeOn: options.revokeOn ?? optionDefaults.revokeOn,
        ...(kind === "batch" && { tokens: tokenIds.length }),
      },
    ]),
  );
}

function byTokenId(a: BatchedRevocation, b: BatchedRevocation): number {
  return a.tokenId < b.tokenId ? -1 : 1;
}
