import { basename } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { resourceTypes } from "../../provider/schema/resource-types";
import type { RevocationEntry } from "../../provider/schema/revocation-entry";
import { BatchResource } from "./batch-resource";
import { refuseUnknownArguments } from "./known-arguments";
import type { Argument, RevocationOptionArgs } from "./option-args";
import { refuseIgnoredChanges } from "./ignored-changes";
import { refuseTokenIn } from "./resource-name";

/** The place of the list, and what holds for tokens of which it says nothing else. */
export interface RevocationListArgs extends Pick<RevocationOptionArgs, "site" | "account" | "verify"> {
  /** The list's file, e.g. `revocations.yaml`; a relative path starts at the program's folder. */
  file: string;
  /**
   * Records what Datadog said of each token before its DELETE, about 300 bytes of state a token. Without it a token of
   * which the list says nothing takes less than 100 bytes. @defaultValue true
   */
  evidence?: Argument<boolean>;
}

/**
 * A list of leaked tokens in a file that is reviewed like code, as one resource: a map from each token's id to what its
 * entries say, whose change a preview shows entry by entry. Order, count and neighbours make no difference. A token that
 * is named twice, also as id and as public portion, or in a report, is one revocation with both reasons.
 *
 * ```ts
 * new RevocationList("incident", { file: "revocations.yaml" });
 * ```
 */
export class RevocationList extends BatchResource {
  /** @internal */
  static readonly __pulumiType = resourceTypes.list;

  /** Tells whether a value is a list, also one from another copy of this package. */
  static override isInstance(value: unknown): value is RevocationList {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { __pulumiType?: unknown }).__pulumiType === RevocationList.__pulumiType
    );
  }

  /**
   * @throws pulumi.RunError if the list's text is wrong, before anything is registered: file, line, column, and the
   * entry. A report that is missing fails the program before the list is registered; one that can't be read fails the run at its end.
   */
  constructor(name: string, args: RevocationListArgs, opts?: pulumi.CustomResourceOptions) {
    refuseTokenIn(name);
    const known = { file: true, site: true, account: true, verify: true, evidence: true } as const;
    refuseUnknownArguments(name, args, known);
    const { file, evidence, ...options } = args;
    refuseIgnoredChanges(name, opts);
    const list = loading().loadList(file);
    const plan = failingOnce(loading().planOf(list));
    const revocations = plan.then(async (planned): Promise<Record<string, RevocationEntry>> => {
      for (const warning of planned.warnings) {
        await pulumi.log.warn(warning);
      }
      for (const failure of planned.failures) {
        await pulumi.log.warn(failure);
      }
      return planned.revocations;
    });
    // What stands in the state is the same on every machine, whatever path leads to the list there.
    const own = { file: basename(file), revocations, evidence };
    super(RevocationList.__pulumiType, name, own, options, opts);
    this.urn.apply(() => plan.then(({ failures }) => failAtEnd(failures)));
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

/**
 * Fails the run for what could not be told, when everything else of the list is done: in a preview, which would stop the
 * update, it is only told.
 */
function failAtEnd(failures: readonly string[]): void {
  if (failures.length > 0 && !pulumi.runtime.isDryRun()) {
    const error = new pulumi.RunError(`Not all of the list could be told:\n${failures.join("\n\n")}`);
    // The program is done by then, and so Pulumi prints the stack of any error that has one (3.270.0).
    error.stack = "";
    setImmediate(() => {
      throw error;
    });
  }
}

/** Loads what reads lists, which takes a tenth of a second: only programs that have a list wait for it. */
function loading(): typeof import("../list") {
  return require("../list") as typeof import("../list");
}
