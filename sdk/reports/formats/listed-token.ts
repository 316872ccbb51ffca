import { aliasFromTokenId, normalizeTokenId } from "../../../provider/datadog/token/token-id";
import { personalPrefix, servicePrefix } from "../../../provider/datadog/token/token-parts";
import { tokenOf, type NamedToken } from "../../../provider/datadog/token/token-text";
import { plainName, type JsonObject } from "./place-fields";

/** The types of a token's resource in Datadog's API, in lists of tokens and in single answers. */
const listedTypes = {
  personal_access_tokens: { kind: "personal", prefix: personalPrefix },
  service_access_tokens: { kind: "service", prefix: servicePrefix },
} as const;

const barePortion = /^[0-7][0-9A-Za-z]{21}$/;

/** The token that an object of Datadog's own list tells: its id is the token's id. */
export function listedToken(object: JsonObject): NamedToken | undefined {
  return tokenById(object) ?? tokenByPortion(object);
}

/** The token of an object that says of itself a personal token's public portion, which is the bare alias: of a list that was cut to a few fields. */
function tokenByPortion({ public_portion: portion }: JsonObject): NamedToken | undefined {
  return typeof portion === "string" && barePortion.test(portion)
    ? tokenOf([undefined, personalPrefix, portion])
    : undefined;
}

const idColumns = ["tokenid", "id", "uuid"];

/** Tells whether the rows of a table may name tokens by their ids, as people export Datadog's list. */
export function mayListTokens(columns: readonly string[], beginning: string): boolean {
  const names = new Set(columns.map(plainName));
  const hasId = idColumns.some((name) => names.has(name));
  return (
    names.has("publicportion") ||
    (hasId && (names.has("alias") || (names.has("type") && beginning.includes("_access_tokens"))))
  );
}

/** The token that such a row names: by its type, its public portion, or an id and the alias that belongs to it. */
export function tokenOfRow(fields: JsonObject): NamedToken | undefined {
  const values = Object.fromEntries(
    Object.entries(fields).map(([column, value]) => [plainName(column), value]),
  );
  const { type = "", publicportion, alias } = values;
  const id = idColumns.map((column) => values[column]).find((value) => typeof value === "string") ?? "";
  const tokenId = normalizeTokenId(id);
  const isPair = tokenId !== undefined && aliasFromTokenId(tokenId) === (alias ?? publicportion);
  return (
    listedToken({ id, type, public_portion: publicportion }) ??
    (isPair ? listedToken({ id, type: "personal_access_tokens" }) : undefined)
  );
}

function tokenById({ id, type }: JsonObject): NamedToken | undefined {
  if (typeof id !== "string" || typeof type !== "string" || !Object.hasOwn(listedTypes, type)) {
    return undefined;
  }
  const tokenId = normalizeTokenId(id);
  const { kind, prefix } = listedTypes[type as keyof typeof listedTypes];
  return tokenId === undefined
    ? undefined
    : { tokenId, kind, publicPortion: `${prefix}${aliasFromTokenId(tokenId)}` };
}
