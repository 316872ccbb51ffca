import { tokenTable } from "./token-table";

/** GitHub takes 65,536 characters in a comment, GitLab more. */
const mostCharacters = 60_000;

/** So that the comment of an earlier run can be found and replaced. */
export const commentMark = "<!-- datadog-token-gitops -->";

/** The number of paths that are named, and of characters of each; the rest are counted. */
const mostPaths = 50;
const mostOfPath = 200;

/** The parts of a comment. */
export interface CommentFacts {
  title: string;
  succeeded: boolean;
  /** The command's output, without a token's secret part. */
  output: string;
  /** The files that a pull request changes and that the run did not look at. */
  notPreviewed?: readonly string[];
}

/**
 * The result of a run as Markdown, for a pull request: first what becomes of each token, then all that was printed, as far
 * as a comment takes it.
 */
export function commentOf({ title, succeeded, output, notPreviewed = [] }: CommentFacts): string {
  const head = [
    commentMark,
    `### ${succeeded ? "✓" : "✗"} ${title}`,
    "",
    ...changesBeyond(notPreviewed),
    ...tokenTable(output),
  ].join("\n");
  const shown = shortened(withoutQuickActions(output.trim()), mostCharacters - head.length);
  // Longer than any run of backticks in the output, which so can't end the block.
  const fence = "`".repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [
    head,
    `<details${succeeded ? "" : " open"}><summary>what it printed</summary>`,
    "",
    fence,
    shown,
    fence,
    "",
    "</details>",
    "",
  ].join("\n");
}

function changesBeyond(paths: readonly string[]): string[] {
  if (paths.length === 0) {
    return [];
  }
  const more = paths.length - mostPaths;
  return [
    "⚠ This pull request changes more than the list. None of it was run here: what you see below is what the base branch's own program, policies and settings make of the list. Read these changes:",
    "",
    ...paths.slice(0, mostPaths).map((path) => `- ${asCode(path)}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
    "",
  ];
}

/** A name as Markdown shows it, whatever it holds. */
function asCode(name: string): string {
  const shown = name.length > mostOfPath ? `${name.slice(0, mostOfPath)}…` : name;
  return `\`${shown.replaceAll("`", "'")}\``;
}

/** The text without a line that GitLab would carry out as the author's own, such as `/merge`, if its code block were ended. */
function withoutQuickActions(text: string): string {
  return text.replaceAll(/^\//gm, " /");
}

function shortened(text: string, most: number): string {
  if (text.length <= most) {
    return text;
  }
  const half = Math.floor(most / 2);
  const left = text.length - 2 * half;
  return `${text.slice(0, half)}\n[… ${left} characters left out …]\n${withoutQuickActions(text.slice(-half))}`;
}
