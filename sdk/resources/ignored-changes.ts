import { RunError, type CustomResourceOptions } from "@pulumi/pulumi";

/** The properties that say which token is revoked, where and when; `*` is all of them. */
const decisive = [
  "tokenId",
  "token",
  "tokenIds",
  "tokens",
  "revocations",
  "site",
  "account",
  "kind",
  "serviceAccountId",
  "revokeOn",
  "*",
];

/**
 * Refuses `ignoreChanges` of what says which token is revoked: the engine would keep the old token, and say "unchanged" of
 * a newly declared one that lives.
 *
 * @throws RunError that names the property.
 */
export function refuseIgnoredChanges(name: string, opts: CustomResourceOptions | undefined): void {
  const ignored = opts?.ignoreChanges?.find((path) => decisive.includes(firstPropertyOf(path)));
  if (ignored !== undefined) {
    throw new RunError(
      `The resource "${name}" has ignoreChanges: ["${ignored}"]: a token that is declared later would not be revoked, and Pulumi would call that unchanged. Leave it out.`,
    );
  }
}

/** The property at which a path begins: `site`, `revocations["x"].site` and `["site"]` all have one. */
function firstPropertyOf(path: string): string {
  const [, quoted, bracketed, plain] = /^(?:\["([^"]*)"\]|\[([^\]]*)\]|([^.[]*))/.exec(path) ?? [];
  return quoted ?? bracketed ?? plain ?? "";
}
