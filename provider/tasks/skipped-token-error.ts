import { tokenNoun, type NamedToken } from "../messages/wording";

const causes = {
  noProgress: {
    verb: "Did not ask for",
    reason: (seconds: number) => `nothing had moved forward for ${seconds} s.`,
    advice: "",
  },
  standstill: {
    verb: "Gave up on",
    reason: (seconds: number) => `it had been asked for, and nothing had moved forward for ${seconds} s.`,
    advice: "It may still be valid: run again, which does no harm.",
  },
  credentials: {
    verb: "Did not ask for",
    reason: () => "the credentials were refused for a token before it.",
    advice: "",
  },
} as const;

/** A token of a batch that was skipped, and why: nothing was asked of Datadog for it, or nothing came of it. */
export class SkippedTokenError extends Error {
  override readonly name = "SkippedTokenError";
  /** The message without its advice. */
  readonly problem: string;

  constructor(token: NamedToken, cause: keyof typeof causes, deadlineSeconds: number) {
    const { verb, reason, advice } = causes[cause];
    const problem = `${verb} ${tokenNoun([token])} "${token.tokenId}": ${reason(deadlineSeconds)}`;
    super(`${problem} ${advice}`.trimEnd());
    this.problem = problem;
  }
}
