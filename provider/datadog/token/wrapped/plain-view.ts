import { escapePattern, meaningOf } from "./text-escapes";

/** A text without its wrappings, and where each of its characters stood. */
export interface PlainView {
  text: string;
  /** The place of each character in the text that was given, and at the end its length. */
  places: readonly number[];
}

/** Wrappings around wrappings: more were never seen, and what is left then is told as damaged. */
const mostRounds = 8;

/** Takes the wrappings off a text, one after the other. */
export function plainViewOf(text: string): PlainView {
  let view: PlainView = { text, places: Array.from({ length: text.length + 1 }, (_, index) => index) };
  for (let round = 0; round < mostRounds; round += 1) {
    const next = unwrapped(view);
    if (next === undefined) {
      break;
    }
    view = next;
  }
  return view;
}

/** The view with one more wrapping taken off; undefined if there is none. */
function unwrapped({ text, places }: PlainView): PlainView | undefined {
  const parts: string[] = [];
  const kept: number[] = [];
  let done = 0;
  for (const match of text.matchAll(escapePattern)) {
    const meaning = meaningOf(match);
    if (meaning === undefined) {
      continue;
    }
    parts.push(text.slice(done, match.index), meaning);
    kept.push(...places.slice(done, match.index));
    // A run of escapes is one match: each of its characters stands in its own part of it.
    const each = match[0].length / meaning.length;
    for (let count = 0; count < meaning.length; count += 1) {
      kept.push(places[match.index + Math.floor(count * each)] ?? 0);
    }
    done = match.index + match[0].length;
  }
  if (done === 0) {
    return undefined;
  }
  parts.push(text.slice(done));
  kept.push(...places.slice(done));
  return { text: parts.join(""), places: kept };
}
