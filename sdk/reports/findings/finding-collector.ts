import { redactTokenText } from "../../../provider/datadog/token/redact";
import { findTokens } from "../text/find-tokens";
import type { LeakPlace } from "./leak-place";
import type { ReportedToken } from "./leak-report";
import { holdsRedactedToken } from "../../../provider/datadog/token/token-text";
import type { NamedToken } from "../../../provider/datadog/token/token-text";

/** One finding of a report. */
export interface Finding {
  /** The texts that may hold the token, the likeliest first; a token that stands in several counts once. */
  texts: readonly (string | null | undefined)[];
  place: FoundPlace;
  /** True if the scanner says that it is a Datadog access token: if none is left in the texts, it was redacted. */
  isAccessToken: boolean;
}

/** A `LeakPlace` as a report tells it: what it does not know may be null or empty. */
type FoundPlace = { [Field in keyof LeakPlace]?: LeakPlace[Field] | null | undefined };

/** Keeps what findings come to, and nothing of their texts. */
export class FindingCollector {
  readonly tokens: ReportedToken[] = [];
  readonly redacted: LeakPlace[] = [];
  /** The number of findings that were neither. */
  others = 0;

  add({ texts, place, isAccessToken }: Finding): void {
    const given = texts.filter((text) => typeof text === "string");
    const found = new Map(
      given
        .filter((text) => text.includes("at_"))
        .flatMap(findTokens)
        .map((token) => [token.publicPortion, token]),
    );
    if (found.size > 0) {
      const kept = keptPlace(place);
      for (const token of found.values()) {
        this.addToken(
          token,
          kept,
          given.some((text) => isTheToken(text, token)),
        );
      }
    } else if (given.some(holdsRedactedToken) || (isAccessToken && !given.some(holdsWholeAlias))) {
      this.redacted.push(keptPlace(place));
    } else {
      this.others += 1;
    }
  }

  addToken({ tokenId, kind, publicPortion }: NamedToken, place: LeakPlace, isSecret = false): void {
    const token = { tokenId, kind, publicPortion: copyText(publicPortion), place };
    this.tokens.push(isSecret ? { ...token, isSecret } : token);
  }
}

/** Tells a text that is a token, whole or its public portion, from one that only mentions it. */
function isTheToken(text: string, { publicPortion }: NamedToken): boolean {
  const whole = text.trim();
  // Behind the alias there may be the secret part or the mark of its redaction, but nothing that begins another value.
  return (
    whole === publicPortion ||
    (whole.startsWith(`${publicPortion}_`) &&
      !/[\s,;:=&|"'`<>]|dd[ps]at_/.test(whole.slice(publicPortion.length)))
  );
}

/** An alias that is all there but names no token is a false alarm, not a redacted one. */
function holdsWholeAlias(text: string): boolean {
  return /dd[ps]at_[0-9A-Za-z]{22}/.test(text);
}

function keptPlace({ file, line, commit, link, rule }: FoundPlace): LeakPlace {
  return {
    ...(file ? { file: keptText(file) } : {}),
    ...(line ? { line } : {}),
    ...(commit ? { commit: keptText(commit) } : {}),
    ...(link ? { link: keptText(withoutUserinfo(link)) } : {}),
    ...(rule ? { rule: keptText(rule) } : {}),
  };
}

/** A scanner may have been given the repository's address with a credential in it. */
function withoutUserinfo(link: string): string {
  return link.replace(/\/\/[^/@\s]*@/, "//");
}

/** A file's name may hold a token, too. */
function keptText(text: string): string {
  return copyText(redactTokenText(text));
}

/** A string that was cut out of another one keeps that one in memory; this one doesn't. */
function copyText(text: string): string {
  return Buffer.from(text).toString();
}
