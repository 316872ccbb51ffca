import { tokenNoun, type NamedToken } from "../messages/wording";

const causes = {
  noProgress: (seconds: number) => `nothing had moved forward for ${seconds} s`,
  credentials: () => "the credentials were refused for a token before it",
} as const;

/** A token of a batch that was skipped, and why: nothing was asked of Datadog for it. */
export class SkippedTokenError extends Error {
  override readonly name = "SkippedTokenError";

  constructor(token: NamedToken, cause: keyof typeof causes, deadlineSeconds: number) {
    super(`Did not ask for ${tokenNoun([token])} "${token.tokenId}": ${causes[cause](deadlineSeconds)}.`);
  }
}
