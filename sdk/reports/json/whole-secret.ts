import type { TokenSpot } from "../../../provider/datadog/token/token-spots";
import { isJsonObject } from "../formats/place-fields";
import type { Level } from "./json-levels";

/** The end of base64, or the mark of a redaction and what that has left. */
const behind = /^(?:={0,2}|(?:[*•●█….]+|\[[A-Z]+\])[0-9A-Za-z]{0,36})\s*$/;

/** Tells whether a text is a token, and nothing else; of an alert only its secret counts. */
export function isWholeSecret(
  text: string,
  { start, end }: Pick<TokenSpot, "start" | "end">,
  level: Level | undefined,
): boolean {
  const isOfAlert = level !== undefined && isJsonObject(level.value) && "secret_type" in level.value;
  if (isOfAlert && level.key !== "secret") {
    return false;
  }
  return text.slice(0, start).trim() === "" && behind.test(text.slice(end));
}
