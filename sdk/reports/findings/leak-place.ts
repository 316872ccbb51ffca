/** The place at which a leaked token was found, as far as a report says it. */
export interface LeakPlace {
  /** The file that holds the token, as the report names it. */
  file?: string;
  /** From 1. */
  line?: number;
  commit?: string;
  /** A page that shows the place. */
  link?: string;
  /** The rule or detector that found it. */
  rule?: string;
}

const shortCommitLength = 10;

/** A place in words, for a revocation's `reason`: `src/app.ts:12 in commit 1f2e3d4c5b (rule …), https://…`. */
export function describePlace({ file, line, commit, link, rule }: LeakPlace): string {
  const at = file === undefined ? "" : line === undefined ? file : `${file}:${line}`;
  const words = [
    at,
    commit === undefined ? "" : `in commit ${commit.slice(0, shortCommitLength)}`,
    rule === undefined ? "" : `(rule ${rule})`,
  ].filter((word) => word !== "");
  return [...(words.length > 0 ? [words.join(" ")] : []), ...(link === undefined ? [] : [link])].join(", ");
}
