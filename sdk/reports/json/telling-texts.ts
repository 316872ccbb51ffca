import { holdsNoNeedle } from "../../../provider/datadog/token/token-needles";

const kind = /data[-_ ]?dog|found matching|ddapp_/i;
const alias = /dd[ps]at_[0-9A-Za-z]{22}(?![0-9A-Za-z])/;

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

/** Tells whether the name of a field says nothing of a token, as most do: the same names come with every finding. */
export function saysNothing(name: string): boolean {
  if (silentNames.has(name)) {
    return true;
  }
  const isSilent = !holdsAlias(name) && holdsNoNeedle(name) && !mayNameKind(name);
  if (isSilent && silentNames.size < mostSilentNames) {
    silentNames.add(name);
  }
  return isSilent;
}
