import { TokenScanner, type FoundToken } from "./token-scanner";

/**
 * Every Datadog access token in a text, personal (`ddpat_…`) and of service accounts (`ddsat_…`), in its order and as
 * often as it stands there: whole tokens, public portions, and tokens that were redacted behind the alias. The result
 * holds no secret part.
 *
 * ```ts
 * findTokens(log); // [{ tokenId: "35ef7728-…", kind: "personal", publicPortion: "ddpat_1dm1…", at: { line: 12, … } }]
 * ```
 */
export function findTokens(text: string): FoundToken[] {
  const scanner = new TokenScanner();
  return [...scanner.push(text), ...scanner.end()];
}
