import { textIn } from "./json-api";

const isoTimeWithZone = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/;

/** Takes the secret part of a token out of a text. */
export type Clean = (text: string) => string;

/** The same, for texts that repeat: owners and scopes are the same for many tokens of a page, and then one text in memory. */
export function onceEach(clean: Clean): Clean {
  const cleaned = new Map<string, string>();
  return (text) => {
    const known = cleaned.get(text) ?? clean(text);
    cleaned.set(text, known);
    return known;
  };
}

export function cleanTextIn(value: unknown, clean: Clean): string | undefined {
  const text = textIn(value);
  return text === undefined ? undefined : clean(text);
}

export function cleanTextsIn(value: unknown, clean: Clean): string[] | undefined {
  return Array.isArray(value)
    ? value.map((each) => cleanTextIn(each, clean)).filter((text) => text !== undefined)
    : undefined;
}

/** A time in UTC; a text that is no unmistakable time stays as Datadog wrote it, unless a token's secret part is in it. */
export function timeIn(value: unknown, clean: Clean): string | undefined {
  const text = textIn(value);
  const milliseconds = text !== undefined && isoTimeWithZone.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) ? cleanTextIn(text, clean) : new Date(milliseconds).toISOString();
}
