import { pluginName } from "../../provider/schema/resource-types";
import type { PropertyType } from "./property";

type TypeName =
  | "RevokeOn"
  | "OnNotFound"
  | "RevocationStatus"
  | "TokenKind"
  | "UnfinishedPart"
  | "RevocationEvidence"
  | "AskedAccount"
  | "RevocationEntry"
  | "BatchedTokenId"
  | "RecordedRevocation"
  | "FoundToken"
  | "TokenLeak"
  | "AccessToken";

/** A reference to one of the types. */
export function refTo(name: TypeName): PropertyType {
  return { $ref: `#/types/${pluginName}:index:${name}` };
}
