import { isUnknown } from "../unknown";

/**
 * The most tokens of a batch that is dealt with like a small one. The entries of more stand as a text: a map that is sent as
 * such takes a hundred times its memory.
 */
export const manyTokens = 1_000;

const separator = "\n";

/** The entry of a token about which nothing is said: shared, since most entries of a large batch are like it. */
const nothing: object = Object.freeze({});

/**
 * Packs the entries of a large batch into a text, a line for each token: its id, and what is said of it as JSON. The engine
 * shows a change of a text in lines, as it does that of a map entry by entry.
 *
 * ```text
 * 35ef7728-4761-41dd-8a7b-f1112a26f840
 * 61c07794-df2a-4403-a6ad-caa6bb70dae2 {"reason":"printed in a public CI log"}
 * ```
 *
 * @returns anything but a map of more than a thousand entries as it is.
 */
export function packEntries<Given>(entries: Given): Given | string {
  return isMany(entries) && typeof entries !== "string"
    ? Object.entries(Object(entries) as object)
        .map(([key, entry]) => `${key}${wordsOf(entry)}`)
        .join(separator)
    : entries;
}

/** Tells whether entries, as a map or packed, are those of a large batch. */
export function isMany(entries: unknown): boolean {
  if (typeof entries === "string") {
    return !isUnknown(entries);
  }
  return (
    typeof entries === "object" &&
    entries !== null &&
    !Array.isArray(entries) &&
    Object.keys(entries).length > manyTokens
  );
}

/** Reads what `packEntries` wrote; anything else is returned as it is, and a damaged entry as its text. */
export function unpackEntries(packed: unknown): unknown {
  if (typeof packed !== "string" || isUnknown(packed)) {
    return packed;
  }
  return Object.fromEntries(
    packed.split(separator).map((line) => {
      const end = line.indexOf(" ");
      return end < 0 ? [line, nothing] : [line.slice(0, end), parsed(line.slice(end + 1))];
    }),
  );
}

function wordsOf(entry: unknown): string {
  const words = JSON.stringify(entry);
  return words === "{}" ? "" : ` ${words}`;
}

function parsed(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return words;
  }
}
