import type { NamedToken, TokenKind } from "../../../provider/datadog/token/token-text";
import type { LeakPlace } from "./leak-place";
import type { ReportedToken } from "./leak-report";

/** A token at more places is looked up by its place as well. */
const mostPlaces = 8;

/** Tokens that were found, by what they are and where they stand. */
export class KnownTokens {
  /** All places of each kind's tokens, as long as they are few: most tokens stand at one or two. */
  readonly #fewOf: Record<TokenKind, Map<string, ReportedToken[]>> = {
    personal: new Map(),
    service: new Map(),
  };
  readonly #many = new Map<string, ReportedToken[]>();

  has({ tokenId, kind }: Pick<NamedToken, "tokenId" | "kind">): boolean {
    return this.#fewOf[kind].has(tokenId);
  }

  /** The token that is known at a place. */
  at(token: Pick<NamedToken, "tokenId" | "kind">, place: LeakPlace): ReportedToken | undefined {
    const few = this.#fewOf[token.kind].get(token.tokenId);
    const there =
      few === undefined || few.length <= mostPlaces
        ? few?.filter((each) => hasSameKey(each.place, place))
        : this.#many.get(keyOf(token, place));
    return there?.find((each) => isSamePlace(each.place, place));
  }

  /** Adds a token that is not known at its place. */
  add(token: ReportedToken): void {
    const known = this.#fewOf[token.kind];
    const few = known.get(token.tokenId);
    if (few === undefined) {
      known.set(token.tokenId, [token]);
    } else if (few.length < mostPlaces) {
      few.push(token);
    } else {
      // One more than few says that all of them are found by their places.
      const rest = few.length === mostPlaces ? [...few, token] : [token];
      few[mostPlaces] = token;
      for (const each of rest) {
        addTo(this.#many, keyOf(each, each.place), each);
      }
    }
  }
}

function keyOf({ kind, tokenId }: Pick<NamedToken, "tokenId" | "kind">, place: LeakPlace): string {
  return `${kind}${tokenId}\n${placeKey(place)}`;
}

function addTo(lists: Map<string, ReportedToken[]>, key: string, token: ReportedToken): void {
  const list = lists.get(key);
  if (list === undefined) {
    lists.set(key, [token]);
  } else {
    list.push(token);
  }
}

/** Places are the same if nothing that both of them say is different. */
function isSamePlace(one: LeakPlace, other: LeakPlace): boolean {
  return one.link === undefined || other.link === undefined || one.link === other.link;
}

/** Facts that tell places apart: of a file its line and its commit, and of what is in none its page, its rule and its line. */
export function placeKey({ file, line, commit, link, rule }: LeakPlace): string {
  return file === undefined
    ? `${link ?? ""}\n${rule ?? ""}\n${line ?? ""}`
    : `${file}\n${line ?? ""}\n${commit ?? ""}`;
}

/** Tells the same of two places without making keys of them. */
function hasSameKey(one: LeakPlace, other: LeakPlace): boolean {
  return (
    one.file === other.file &&
    one.line === other.line &&
    (one.file === undefined
      ? one.link === other.link && one.rule === other.rule
      : one.commit === other.commit)
  );
}
