import type { TokenDoubt } from "../../provider/datadog/token/token-reading";
import { tokenSpotsIn } from "../../provider/datadog/token/token-spots";
import type { NamedToken } from "../../provider/datadog/token/token-text";
import type { InputProblem } from "../../provider/schema/revocation-inputs";

/** The one token that a text names, or the reason why it can't be told. */
export type LeakedText = { token: NamedToken; isPartial: boolean } | { problem: InputProblem };

const problemOf: Record<TokenDoubt, InputProblem> = {
  redacted: "redactedToken",
  cutOff: "cutOffToken",
  damaged: "damagedToken",
  changedCase: "changedCaseToken",
};

/**
 * Reads the token that a leaked text names, by the rule for reports: found in whatever wrapping it came (base64, escapes,
 * colours, several lines), or said. A text that names several tokens, or one and something of another, is no token: which
 * one is meant is not guessed.
 */
export function readLeakedText(text: string): LeakedText {
  const spots = tokenSpotsIn(text.trim()).filter(({ isMention }) => isMention !== true);
  const tokens = new Map(
    spots.flatMap(({ token }) => (token === undefined ? [] : [[token.publicPortion, token] as const])),
  );
  const [token] = tokens.values();
  const doubt = spots.find((spot) => spot.token === undefined)?.doubt;
  if (tokens.size > 1 || (token !== undefined && doubt !== undefined)) {
    return { problem: "severalTokens" };
  }
  if (token === undefined) {
    return { problem: doubt === undefined ? "notAToken" : problemOf[doubt] };
  }
  const ofToken = spots.filter((spot) => spot.token !== undefined);
  return { token, isPartial: ofToken.every(({ isPartial }) => isPartial === true) };
}
