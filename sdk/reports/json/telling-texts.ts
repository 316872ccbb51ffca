import { anyNeedle, anyRun, shortestRun } from "../../../provider/datadog/token/token-needles";

/** As a source without flags, since it is one of several. */
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

/** Tells whether an alias stands in a text whole: of a token, or of nobody, and then a false alarm of the scanner's. */
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
