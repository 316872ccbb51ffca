import type { TokenKind } from "../../provider/datadog/token/token-text";
import { isUnknown } from "../../provider/schema/unknown";
import { tokenSourceOf } from "../../sdk/inputs/token-source";
import type { Values } from "../wire/property-values";
import { plainInputs, type PreparedInputs } from "./prepared-inputs";

/** The inputs of one token's revocation: of the leaked text nothing is left but the id, or what is wrong with it. */
export function singleInputs({ token, tokenId, ...given }: Values, kind: TokenKind): PreparedInputs {
  const unknown = [token, tokenId].find(isUnknown);
  const warnings: string[] = [];
  const source =
    unknown === undefined
      ? tokenSourceOf(tokenId, token, kind, (warning) => warnings.push(warning))
      : { tokenId: unknown };
  return plainInputs({ ...given, ...source, ...(kind === "service" && { kind }) }, warnings);
}
