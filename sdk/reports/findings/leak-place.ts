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
/** The most of a name that is shown: whoever names a file where a scanner looks writes into people's lists and comments. */
const mostOfName = 240;

/** A place in words, for a revocation's `reason`: `src/app.ts:12 in commit 1f2e3d4c5b (rule …), https://…`. */
export function describePlace({ file, line, commit, link, rule }: LeakPlace): string {
  const name = file === undefined ? "" : withoutMiddle(file);
  const words = [
    name === "" || line === undefined ? name : `${name}:${line}`,
    commit === undefined ? "" : `in commit ${commit.slice(0, shortCommitLength)}`,
    rule === undefined ? "" : `(rule ${withoutMiddle(rule)})`,
  ].filter((word) => word !== "");
  // Half a link leads nowhere.
  const isShown = link !== undefined && link.length <= 2 * mostOfName;
  return [...(words.length > 0 ? [words.join(" ")] : []), ...(isShown ? [link] : [])].join(", ");
}

/** A long name's beginning and end: the file's own name is at its end. */
function withoutMiddle(name: string): string {
  const half = mostOfName / 2;
  return name.length <= mostOfName ? name : `${name.slice(0, half)}…${name.slice(1 - half)}`.toWellFormed();
}
