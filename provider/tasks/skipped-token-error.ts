const causes = {
  noProgress: (seconds: number) => `nothing had moved forward for ${seconds} s`,
  credentials: () => "the credentials were refused for a token before it",
} as const;

/** A token of a batch that was skipped, and why: nothing was asked of Datadog for it. */
export class SkippedTokenError extends Error {
  override readonly name = "SkippedTokenError";

  constructor(tokenId: string, cause: keyof typeof causes, deadlineSeconds: number) {
    super(`Did not ask for personal access token "${tokenId}": ${causes[cause](deadlineSeconds)}.`);
  }
}
