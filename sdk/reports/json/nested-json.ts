/** Tells by its beginning whether a text may be an object or a list. */
export function mayBeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** The object or list that a text is, in JSON; undefined if it is none. */
export function nestedJson(text: string): unknown {
  if (!/^\s*[[{][^]*[\]}]\s*$/.test(text)) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the text, which may hold a secret.
    return undefined;
  }
}
