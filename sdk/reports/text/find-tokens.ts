import { tokenSpotsIn } from "../../../provider/datadog/token/token-spots";
import type { NamedToken } from "../../../provider/datadog/token/token-text";

/** A place in a text. */
export interface TextPosition {
  /** Characters (UTF-16) before it. */
  offset: number;
  /** From 1. */
  line: number;
  /** From 1, in characters. */
  column: number;
}

/** One place of a text at which a token stands. */
export interface FoundToken extends NamedToken {
  at: TextPosition;
  /** `true` if a part of the secret part is missing, or there is more of it: the id is right all the same. */
  isPartial?: true;
}

/**
 * Every Datadog access token in a text, personal (`ddpat_…`) and of service accounts (`ddsat_…`), in its order and as
 * often as it stands there: whole tokens, public portions, and tokens that were redacted or cut off behind the alias, also
 * in base64, escaped, coloured or broken into lines. The result holds no secret part.
 *
 * ```ts
 * findTokens(log); // [{ tokenId: "35ef7728-…", kind: "personal", publicPortion: "ddpat_1dm1…", at: { line: 12, … } }]
 * ```
 */
export function findTokens(text: string): FoundToken[] {
  const found: FoundToken[] = [];
  let line = 1;
  let lineStart = 0;
  for (const { start, token, isPartial } of tokenSpotsIn(text)) {
    if (token === undefined) {
      continue;
    }
    for (let at = text.indexOf("\n", lineStart); at >= 0 && at < start; at = text.indexOf("\n", lineStart)) {
      line += 1;
      lineStart = at + 1;
    }
    const at = { offset: start, line, column: start - lineStart + 1 };
    found.push({ ...token, at, ...(isPartial === true && { isPartial }) });
  }
  return found;
}
