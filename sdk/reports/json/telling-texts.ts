import { anyNeedle, anyRun, shortestRun } from "../../../provider/datadog/token/token-needles";

/** A pattern's source, without flags, since it becomes one of several alternatives. */
const inAnyCase = (text: string) =>
  text.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
const kindSource = ["data[-_ ]?dog", "found matching", "ddapp_"]
  .map((text) => text.replaceAll(/(\[[^\]]*\])|[a-z]+/g, (part, set?: string) => set ?? inAnyCase(part)))
  .join("|");
const kind = new RegExp(kindSource);
const alias = /dd[ps]at_[0-9A-Za-z]{22}(?![0-9A-Za-z])/;
/** In one, since most texts are short, and a pattern's beginning takes longer than its search. */
const tellingShort = new RegExp(`${kindSource}|${anyNeedle}`);
const telling = new RegExp(`${kindSource}|${anyNeedle}|${anyRun}`);

/** Tells whether a text says nothing of a token, nor of a kind of secrets, as most do. */
export function saysNothing(text: string): boolean {
  return !(text.length < shortestRun ? tellingShort : telling).test(text);
}

/** Tells whether a text may name the kind of a secret. */
export function mayNameKind(text: string): boolean {
  return kind.test(text);
}

/** Tells whether a text holds a whole alias: a token's, or nobody's, which makes it a false alarm of the scanner. */
export function holdsAlias(text: string): boolean {
  return alias.test(text);
}

const silentNames = new Set<string>();
const mostSilentNames = 5000;

/** Tells the same of a field's name: the same ones come with every finding. */
export function isSilentName(name: string): boolean {
  if (silentNames.has(name)) {
    return true;
  }
  const isSilent = saysNothing(name);
  if (isSilent && silentNames.size < mostSilentNames) {
    silentNames.add(name);
  }
  return isSilent;
}
