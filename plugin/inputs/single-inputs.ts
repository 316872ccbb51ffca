import type { TokenKind } from "../../provider/datadog/token/token-text";
import { isUnknown } from "../../provider/schema/unknown";
import { tokenSourceOf } from "../../sdk/resources/token-source";
import type { Values } from "../wire/property-values";
import { plainInputs, type PreparedInputs } from "./prepared-inputs";

/** The inputs of one token's revocation: of the leaked text nothing is left but the id, or what is wrong with it. */
export function singleInputs({ token, tokenId, ...given }: Values, kind: TokenKind): PreparedInputs {
  const unknown = [token, tokenId].find(isUnknown);
  const source = unknown === undefined ? tokenSourceOf(tokenId, token, kind) : { tokenId: unknown };
  return plainInputs({ ...given, ...source, ...(kind === "service" && { kind }) });
}
