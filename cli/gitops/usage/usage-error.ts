import { shownValue } from "../../../provider/datadog/token/shown-value";

/** A command line that says too little or too much. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** @throws UsageError if the text is no whole number. */
export function wholeNumber(option: string, text: string, ofWhat = ""): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new UsageError(`${option} takes a whole number${ofWhat}, not ${shownValue(text)}.`);
  }
  return Number(text);
}
