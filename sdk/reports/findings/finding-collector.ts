import { copyText } from "../text/copy-text";
import type { NamedToken } from "../../../provider/datadog/token/token-text";
import type { LeakPlace } from "./leak-place";
import type { ReportedToken, UntoldReason, UntoldToken } from "./leak-report";
import { KnownTokens, placeKey } from "./known-tokens";
import { shownFile, shownLink, shownText } from "./shown-text";

/** Facts about a token at a place, beside its name. */
export interface Circumstances {
  isSecret?: boolean | undefined;
  isPartial?: boolean | undefined;
}

/** Names that come again and again are made fit to be shown once. */
const mostKnownNames = 2000;

/** Keeps what findings come to, and nothing of their texts. */
export class FindingCollector {
  readonly tokens: ReportedToken[] = [];
  readonly untold: UntoldToken[] = [];
  readonly problems: string[] = [];
  /** Other secrets of Datadog's, by what they are. */
  readonly others = new Map<string, { count: number; first: LeakPlace }>();
  readonly #known = new KnownTokens();
  readonly #mentions: (() => void)[] = [];
  readonly #untoldAt = new Set<string>();
  /** By how they are shown: an address is shown otherwise than a file of the same name. */
  readonly #names = new Map<(text: string) => string, Map<string, string>>();
  #lastCommit = "";

  /** Adds a token; the same place counts once. */
  addToken(
    { tokenId, kind, publicPortion }: NamedToken,
    place: LeakPlace,
    { isSecret = false, isPartial = false }: Circumstances = {},
  ): void {
    const kept = this.#kept(place);
    const known = this.#known.at({ tokenId, kind }, kept);
    if (known !== undefined) {
      if (saysMore(kept, known.place)) {
        known.place = { ...kept, ...known.place };
      }
      if (isSecret) {
        known.isSecret = true;
      }
      if (!isPartial) {
        delete known.isPartial;
      }
      return;
    }
    const token: ReportedToken = {
      tokenId,
      kind,
      publicPortion: copyText(publicPortion),
      place: kept,
      ...(isSecret && { isSecret }),
      ...(isPartial && { isPartial }),
    };
    this.tokens.push(token);
    this.#known.add(token);
  }

  /** Adds a token that a report names where it describes something else: it counts if it is found nowhere else. */
  addMention(token: NamedToken, place: LeakPlace, circumstances?: Circumstances): void {
    this.#mentions.push(() => {
      if (!this.#known.has(token)) {
        this.addToken(token, place, circumstances);
      }
    });
  }

  /** Ends the report: tokens that it only mentioned count as found if they were found nowhere else. */
  settleMentions(): void {
    for (const settle of this.#mentions.splice(0)) {
      settle();
    }
  }

  /** Adds a token that can't be told; the same place counts once. */
  addUntold(place: LeakPlace, reason: UntoldReason): void {
    const kept = this.#kept(place);
    const key = placeKey(kept);
    if (!this.#untoldAt.has(key)) {
      this.#untoldAt.add(key);
      this.untold.push({ place: kept, reason });
    }
  }

  /** Adds a secret of Datadog's that is no access token: what it is, once, and where the first was found. */
  addOtherSecret(what: string, place: LeakPlace): void {
    const { count = 0, first } = this.others.get(what) ?? {};
    this.others.set(what, { count: count + 1, first: first ?? this.#kept(place) });
  }

  #kept({ file, line, commit, link, rule }: LeakPlace): LeakPlace {
    return {
      ...(file !== undefined && { file: this.#name(file, shownFile) }),
      ...(line !== undefined && { line }),
      ...(commit !== undefined && { commit: this.#commit(commit) }),
      ...(link !== undefined && { link: this.#name(link, shownLink) }),
      ...(rule !== undefined && { rule: this.#name(rule, shownText) }),
    };
  }

  /** Most commits come once, or several times in a row. */
  #commit(text: string): string {
    if (text !== this.#lastCommit) {
      this.#lastCommit = copyText(shownText(text));
    }
    return this.#lastCommit;
  }

  #name(text: string, shown: (text: string) => string): string {
    const names = this.#names.get(shown) ?? new Map<string, string>();
    const known = names.get(text);
    if (known !== undefined) {
      return known;
    }
    const name = shown(text);
    const copy = copyText(name);
    if (names.size >= mostKnownNames) {
      names.clear();
    }
    names.set(name === text ? copy : copyText(text), copy);
    this.#names.set(shown, names);
    return copy;
  }
}

const placeFields = ["file", "line", "commit", "link", "rule"] as const;

/** Tells whether a place says anything that another one doesn't. */
function saysMore(place: LeakPlace, other: LeakPlace): boolean {
  return placeFields.some((field) => place[field] !== undefined && other[field] === undefined);
}
