/** The properties that say which token is revoked, where and when; `*` is all of them. */
const decisive = [
  "tokenId",
  "token",
  "tokenIds",
  "tokens",
  "revocations",
  "file",
  "text",
  "site",
  "account",
  "kind",
  "serviceAccountId",
  "revokeOn",
  "*",
];

/** The first of the paths, as `ignoreChanges` has them, that is of such a property. */
export function decisiveIgnored(paths: readonly string[]): string | undefined {
  return paths.find((path) => decisive.includes(firstPropertyOf(path)));
}

/** The words for a resource that ignores changes of such a property. */
export function ignoredChangesProblem(name: string, path: string): string {
  return `The resource "${name}" has ignoreChanges: ["${path}"]: a token that is declared later would not be revoked, and Pulumi would call that unchanged. Leave it out.`;
}

/** The property at which a path begins: `site`, `revocations["x"].site` and `["site"]` all have one. */
function firstPropertyOf(path: string): string {
  const [, quoted, bracketed, plain] = /^(?:\["([^"]*)"\]|\[([^\]]*)\]|([^.[]*))/.exec(path) ?? [];
  return quoted ?? bracketed ?? plain ?? "";
}
