/** GitHub takes 65,536 characters in a comment, GitLab more. */
const mostCharacters = 60_000;

/** So that the comment of an earlier run can be found and replaced. */
const commentMark = "<!-- datadog-token-gitops -->";

/** The parts of a comment. */
export interface CommentFacts {
  title: string;
  succeeded: boolean;
  /** The command's output, without a token's secret part. */
  output: string;
}

/** The result of a run as Markdown, for a pull request. */
export function commentOf({ title, succeeded, output }: CommentFacts): string {
  const shown = shortened(output.trim());
  // Longer than any run of backticks in the output, which so can't end the block.
  const fence = "`".repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [
    commentMark,
    `### ${succeeded ? "✓" : "✗"} ${title}`,
    "",
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

function shortened(text: string): string {
  if (text.length <= mostCharacters) {
    return text;
  }
  const half = mostCharacters / 2;
  const left = text.length - mostCharacters;
  return `${text.slice(0, half)}\n[… ${left} characters left out …]\n${text.slice(-half)}`;
}
