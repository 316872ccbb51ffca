import { isUnknown } from "../../provider/schema/unknown";
import { batchSourcesOf } from "../../sdk/resources/batch-sources";
import type { Values } from "../wire/property-values";
import { plainInputs, type PreparedInputs } from "./prepared-inputs";

/** The inputs of a batch: of the leaked texts nothing is left but the ids, or what is wrong with them. */
export function batchInputs({ tokenIds, tokens, ...given }: Values): PreparedInputs {
  const unknown = [tokenIds, tokens].flatMap(withMembers).find(isUnknown);
  if (unknown !== undefined) {
    return plainInputs({ ...given, revocations: unknown });
  }
  if (given["revocations"] !== undefined && (tokenIds ?? tokens ?? undefined) === undefined) {
    // These are the lifecycle's own, as the engine has them from an earlier check.
    return plainInputs(given);
  }
  return plainInputs({ ...given, ...batchSourcesOf(tokenIds ?? [], tokens ?? []) });
}

/** A value, its members, and what those say of a token. */
function withMembers(value: unknown): unknown[] {
  const members = Array.isArray(value) ? (value as unknown[]) : [];
  return [
    value,
    ...members,
    ...members.flatMap((each) => Object.values(Object(each) as object) as unknown[]),
  ];
}
