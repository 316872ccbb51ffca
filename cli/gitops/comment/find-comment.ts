import { readFileSync } from "node:fs";
import { commentMark } from "./comment";

/** A comment as GitHub (`user.login`) and a note as GitLab (`author.username`) lists it. */
interface ListedComment {
  id: number;
  body?: string;
  user?: { login?: string };
  author?: { username?: string };
}

/**
 * Finds the comment that an earlier run left: the newest that begins with the mark, of this author if one is named. Whoever
 * else comments, nothing of theirs is replaced.
 *
 * @param file - JSON: the comments, oldest first, or the pages of them.
 * @throws Error if the file holds something else.
 */
export function findComment(file: string, author: string | undefined): number | undefined {
  const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!Array.isArray(parsed)) {
    throw new Error(`${file} is no list of comments: ask for them with gh api --paginate --slurp.`);
  }
  return (parsed.flat() as ListedComment[])
    .filter(({ body }) => body?.startsWith(commentMark) === true)
    .filter(
      ({ user, author: writer }) => author === undefined || author === (user?.login ?? writer?.username),
    )
    .at(-1)?.id;
}
