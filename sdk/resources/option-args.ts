import * as pulumi from "@pulumi/pulumi";
import { redactTokenText } from "../../provider/datadog/token/redact";
import type { OptionInputs } from "../../provider/schema/option-inputs";
import type { KnownArguments } from "./known-arguments";

/** A setting that may be missing at run time (`config.get…`) is as good as one that is left out. */
export type Argument<Value> = pulumi.Input<Value | undefined> | undefined;

/** The arguments that a single revocation and a batch have in common: where, when and why. */
export interface RevocationOptionArgs {
  /**
   * The Datadog site of the token's organisation, e.g. `datadoghq.eu`. Default: the site recorded in the state, else
   * configuration `datadog:site`, else `DD_SITE`, else `datadoghq.com`.
   */
  site?: Argument<string>;
  /**
   * The account whose credentials and site are used, as `datadog:accounts` or `DD_ACCOUNTS` declares it. `any`: all are
   * asked, and the one that shows the token revokes it. @defaultValue "default", that of the settings without a name
   */
  account?: Argument<string>;
  /** At which end of the resource's life the DELETE is called. @defaultValue "both" */
  revokeOn?: Argument<OptionInputs["revokeOn"]>;
  /** The meaning of a 404: already revoked (`accept`) or is an error (`fail`). @defaultValue "accept" */
  onNotFound?: Argument<OptionInputs["onNotFound"]>;
  /** After the DELETE, ask until Datadog says that the token is gone, for at most 30 seconds. @defaultValue true */
  verify?: Argument<boolean>;
  /** The reason, for the record. */
  reason?: Argument<string>;
  /** The ticket or incident, for the record. */
  ticket?: Argument<string>;
}

/** The names of these arguments. */
export const optionArguments: KnownArguments<RevocationOptionArgs> = {
  site: true,
  account: true,
  revokeOn: true,
  onNotFound: true,
  verify: true,
  reason: true,
  ticket: true,
};

/** The inputs that these arguments are, and the resource options that `check` and a policy pack have to see. */
export function optionInputs(
  { site, account, revokeOn, onNotFound, verify, reason, ticket }: RevocationOptionArgs,
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.Inputs {
  return {
    site,
    account,
    revokeOn,
    onNotFound,
    verify,
    reason: withoutTokens(reason),
    ticket: withoutTokens(ticket),
    retainOnDelete: opts?.retainOnDelete === true ? true : undefined,
    deletedWith: opts?.deletedWith === undefined ? undefined : true,
  };
}

/** A note may quote the leak: what stands in the state is the quote without the secret. */
function withoutTokens(note: Argument<string>): Argument<string> {
  return note === undefined
    ? undefined
    : pulumi.output(note).apply((text) => (typeof text === "string" ? redactTokenText(text) : text));
}
