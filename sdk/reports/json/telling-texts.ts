import { copyText } from "../text/copy-text";
import { mayHoldToken } from "../../../provider/datadog/token/token-needles";

/** A pattern's source, without flags, since it becomes one of several alternatives. */
const inAnyCase = (text: string) =>
  text.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
const kindSource = ["data[-_ ]?dog", "found matching", "ddapp_"]
  .map((text) => text.replaceAll(/(\[[^\]]*\])|[a-z]+/g, (part, set?: string) => set ?? inAnyCase(part)))
  .join("|");
const kind = new RegExp(kindSource);
const alias = /dd[ps]at_[0-9A-Za-z]{22}(?![0-9A-Za-z])/;
/** Texts that say nothing, in memory of their own: the same names, authors and rules come with every finding. */
const silentTexts = new Set<string>();
const mostSilentTexts = 5000;
const longestSilentText = 80;

/** Tells whether a text says nothing of a token, nor of a kind of secrets, as most do. */
export function saysNothing(text: string): boolean {
  if (silentTexts.has(text)) {
    return true;
  }
  const isSilent = !kind.test(text) && !mayHoldToken(text);
  if (isSilent && text.length <= longestSilentText && silentTexts.size < mostSilentTexts) {
    silentTexts.add(copyText(text));
  }
  return isSilent;
}

/** Tells whether a text may name the kind of a secret. */
export function mayNameKind(text: string): boolean {
  return kind.test(text);
}

/** Tells whether a text holds a whole alias: a token's, or nobody's, which makes it a false alarm of the scanner. */
export function holdsAlias(text: string): boolean {
  return alias.test(text);
}
