import { idOfNamed, readToken } from "../../provider/datadog/token/token-id";
import { omitUndefined } from "../../provider/datadog/token/omit-undefined";
import type { TokenKind } from "../../provider/datadog/token/token-text";
import { isUnknown, unknownIsNoToken } from "../../provider/schema/unknown";
import { findTokens } from "../reports/text/find-tokens";
import type { ReadEntry } from "./read-list";

/** A token that an entry names, and whose it is as far as that is told: an id alone tells nothing. */
export interface EntryToken {
  tokenId: string;
  kind?: TokenKind;
  serviceAccountId?: string;
}

/** The tokens of an entry, each once, and what a person should know of it. */
export interface EntryTokens {
  tokens: EntryToken[];
  problems: string[];
  warnings: string[];
  /** Messages on what names no token: the rest is declared, and the run fails at its end. */
  failures: string[];
}

/** The tokens that an entry names, by itself or through its reports, without those that it excepts. */
export function namedTokensOf(read: ReadEntry): EntryTokens {
  if (read.entry.reports === undefined) {
    return tokensByName(read);
  }
  const excepted = new Set((read.entry.except ?? []).map(idOf));
  const reported = read.reports.flatMap(({ tokens }) => tokens);
  const idsInReports = new Set(reported.map((each) => each.tokenId));
  return {
    tokens: eachOnce(
      reported.filter((each) => !excepted.has(each.tokenId)).map(({ tokenId, kind }) => ({ tokenId, kind })),
    ),
    problems: [],
    failures: [],
    warnings: (read.entry.except ?? [])
      .filter((name) => !idsInReports.has(idOf(name)))
      .map((name) => `${read.line}: ${name} is excepted, but is not in the reports.`),
  };
}

function tokensByName(read: ReadEntry): EntryTokens {
  const { token, tokenId, tokens = [], kind, serviceAccountId } = read.entry;
  const written = [token, tokenId, ...tokens].filter((name) => name !== undefined);
  const names = written.filter((name) => !isUnknown(idOf(name)));
  const failures = written
    .filter((name) => isUnknown(idOf(name)))
    .map((name) => read.pointAt(keyOf(read, name), `${name}: ${unknownIsNoToken}`));
  const wanted = kind ?? (serviceAccountId === undefined ? undefined : "service");
  const problems = names
    .filter((name) => wanted !== undefined && (kindOf(name) ?? wanted) !== wanted)
    .map((name) =>
      read.pointAt(
        kind === undefined ? "serviceAccountId" : "kind",
        `${name} is ${kindOf(name) === "service" ? "a service" : "a personal"} access token, as its prefix says: leave this out, or give it an entry of its own`,
      ),
    );
  const owned = names.map((name) =>
    omitUndefined({
      tokenId: idOf(name),
      kind: kindOf(name) ?? wanted,
      serviceAccountId: serviceAccountId?.toLowerCase(),
    }),
  );
  return { tokens: eachOnce(owned), problems, warnings: [], failures };
}

/** The key at which an entry names a token. */
function keyOf({ entry }: ReadEntry, name: string): "token" | "tokenId" | "tokens" {
  return entry.token === name ? "token" : entry.tokenId === name ? "tokenId" : "tokens";
}

/** The kind that a token's name tells by its prefix; undefined for an id. */
function kindOf(name: string): TokenKind | undefined {
  const read = readToken(name);
  return read && (read.kind ?? "personal");
}

/** The id of a token that the schema has let pass. */
function idOf(name: string): string {
  return idOfNamed(name) ?? findTokens(name)[0]?.tokenId ?? name;
}

/** Each token once; what is told of its owner at one place counts for all of the entry. */
function eachOnce(tokens: readonly EntryToken[]): EntryToken[] {
  const found = new Map<string, EntryToken>();
  for (const token of tokens) {
    found.set(token.tokenId, { ...found.get(token.tokenId), ...token });
  }
  return [...found.values()];
}
