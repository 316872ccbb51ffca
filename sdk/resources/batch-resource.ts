import * as pulumi from "@pulumi/pulumi";
import type { BatchState } from "../../provider/schema/batch-state";
import type { OptionInputs } from "../../provider/schema/option-inputs";
import { packEntries } from "../../provider/schema/codec/packed-entries";
import type { RevocationEntry } from "../../provider/schema/revocation-entry";
import { revocationsIn, type BatchedRevocation } from "../inputs/batched-revocation";
import { optionInputs, type RevocationOptionArgs } from "./option-args";
import { withPluginAlias } from "./plugin-alias";
import { requireReachableProvider } from "./provider-module";
import { providerText } from "./provider-text";
import { refuseImport } from "./refuse-import";

/** The inputs that a batch and a list are registered with, beside the options. */
interface OwnInputs {
  revocations: pulumi.Input<Record<string, RevocationEntry>>;
  tokenProblems?: pulumi.Input<unknown>;
  evidence?: pulumi.Input<boolean | undefined> | undefined;
  file?: string;
}

/** The outputs that are known to the program only because they are named when it is registered. */
const outputs = {
  record: undefined,
  entries: undefined,
  tokenEvidence: undefined,
  revokedCount: undefined,
  alreadyRevokedCount: undefined,
};

/** Any number of revocations as one resource: what a batch and a list have in common. */
export abstract class BatchResource extends pulumi.CustomResource {
  declare readonly site: pulumi.Output<string>;
  /** The account of tokens of which nothing else is said, as given; absent: `default`. */
  declare readonly account: pulumi.Output<string | undefined>;
  declare readonly revokeOn: pulumi.Output<OptionInputs["revokeOn"]>;
  declare readonly onNotFound: pulumi.Output<OptionInputs["onNotFound"]>;
  declare readonly verify: pulumi.Output<boolean>;
  /** The number of tokens that this resource revoked, without those for which something is still to be done. */
  declare readonly revokedCount: pulumi.Output<number>;
  /** The number of tokens that were revoked already; likewise. */
  declare readonly alreadyRevokedCount: pulumi.Output<number>;

  declare private readonly record: pulumi.Output<BatchState["record"] | undefined>;
  declare private readonly entries: pulumi.Output<BatchState["entries"]>;
  declare private readonly tokenEvidence: pulumi.Output<BatchState["tokenEvidence"]>;

  /** The tokens and what became of each, sorted by account, site and id. */
  readonly revocations: pulumi.Output<BatchedRevocation[]>;

  protected constructor(
    type: string,
    name: string,
    own: OwnInputs,
    options: RevocationOptionArgs,
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    refuseImport(name, opts);
    requireReachableProvider();
    const props: pulumi.Inputs = {
      ...own,
      revocations: pulumi.output(own.revocations).apply(packEntries),
      ...optionInputs(options, opts),
      ...outputs,
      __provider: providerText("batch"),
    };
    super(type, name, props, withPluginAlias(type, opts));
    // `revocations` is an input, too: the resource's own property of that name is replaced by what became of them.
    this.revocations = pulumi
      .all([this.record, this.entries, this.tokenEvidence])
      .apply(([record, entries = {}, tokenEvidence = {}]) =>
        revocationsIn({ record: record ?? {}, entries, tokenEvidence }),
      );
  }
}
