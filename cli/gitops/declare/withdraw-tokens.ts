import { isMap, isSeq, parseDocument, type YAMLMap } from "yaml";
import { idOfNamed } from "../../../provider/datadog/token/token-id";
import { entriesOf, writtenList } from "./written-list";

/**
 * Takes tokens out of a list's text, which stays as it is otherwise, comments included: an entry of which no token is left
 * goes, and an entry of reports excepts them.
 *
 * @param bytes - the list as its file has it; a list without a mistake.
 * @throws Error if another entry is written by means of one that goes.
 */
export function withdrawTokens(bytes: Buffer, file: string, tokenIds: ReadonlySet<string>): Uint8Array {
  const { text, write } = writtenList(bytes, file);
  const document = parseDocument(text, { merge: true });
  const entries = entriesOf(document);
  entries.items = entries.items.filter((entry) => !isMap(entry) || isLeft(entry, tokenIds));
  return write(document.toString({ lineWidth: 0 }));
}

/** Takes the tokens out of an entry. @returns whether it names any other. */
function isLeft(entry: YAMLMap, tokenIds: ReadonlySet<string>): boolean {
  const isNamed = (name: unknown) => typeof name === "string" && tokenIds.has(idOfNamed(name) ?? name);
  if (isNamed(entry.get("token")) || isNamed(entry.get("tokenId"))) {
    return false;
  }
  const tokens = entry.get("tokens", true);
  if (isSeq(tokens)) {
    const names = tokens.toJSON() as unknown[];
    tokens.items = tokens.items.filter((_, index) => !isNamed(names[index]));
    return tokens.items.length > 0;
  }
  if (entry.has("reports")) {
    const former = entry.get("except", true);
    const excepted = isSeq(former) ? (former.toJSON() as unknown[]) : [];
    entry.set("except", [...excepted, ...tokenIds]);
  }
  return true;
}
