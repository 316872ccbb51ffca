import { readFileSync, writeFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { idOfNamed } from "../../../provider/datadog/token/token-id";
import type { Site } from "../../../provider/datadog/token/sites";
import { describePlace } from "../../../sdk/reports/findings/leak-place";
import type { LeakReport } from "../../../sdk/reports/findings/leak-report";
import { withAllPlaces } from "../../../sdk/reports/group-by-token";
import { parseList, type PlacedEntry } from "../../../sdk/list/parse-list";
import type { ListEntry } from "../../../sdk/list/list-schema";
import { entriesOf, writtenList } from "./written-list";

/** The tokens that were added to a list, and those that were not. */
export interface Declared {
  /** Public portions. */
  added: string[];
  /** Public portions that the list names already. */
  present: string[];
}

/** Facts about all tokens of a report, or about each. */
export interface DeclareOptions extends Pick<ListEntry, "reason" | "ticket" | "account"> {
  /** The home of a token, by its public portion, where it was located. */
  homeOf?: (publicPortion: string) => DeclaredHome | undefined;
}

/** The site on which a token lives, and the account of its organisation if one is known. */
export type DeclaredHome = { site: Site } & Pick<ListEntry, "account">;

/** So many places stand in an entry's reason; the rest is counted. */
const mostPlaces = 3;

/**
 * Adds the public portion of every access token of a report, of people and of service accounts, to a list, which stays as it is otherwise, comments
 * included. The file is written once, and only if something was added and the result is a list without a mistake.
 *
 * @throws ListError if the list has a mistake.
 */
export function declareReport(
  file: string,
  { tokens }: Pick<LeakReport, "tokens">,
  { reason, ticket, account, homeOf = () => undefined }: DeclareOptions,
): Declared {
  const bytes = readFileSync(file);
  const { text, write } = writtenList(bytes, file);
  const known = idsDeclaredIn(text, file);
  const document = parseDocument(text);
  const declared: Declared = { added: [], present: [] };
  for (const { tokenId, publicPortion, places } of withAllPlaces(tokens)) {
    if (known.has(tokenId)) {
      declared.present.push(publicPortion);
    } else {
      const where = places.slice(0, mostPlaces).map(describePlace);
      const more = places.length - where.length;
      const found = [...where, ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
      const reasons = [reason, found].filter((each) => each !== undefined && each !== "");
      const home = homeOf(publicPortion);
      const entry = {
        token: publicPortion,
        // The site of one account contradicts another, and that of `any`.
        ...(account !== undefined ? { account } : home),
        ...(reasons.length > 0 && { reason: reasons.join("; ") }),
        ...(ticket !== undefined && { ticket }),
      };
      entriesOf(document).add(document.createNode(entry));
      declared.added.push(publicPortion);
    }
  }
  if (declared.added.length === 0) {
    return declared;
  }
  const written = document.toString({ lineWidth: 0 });
  parseList(written, file);
  writeFileSync(file, write(written));
  return declared;
}

/**
 * The ids of the tokens that a list's entries name.
 *
 * @throws ListError if the list has a mistake.
 */
export function idsDeclaredIn(text: string, file: string): Set<string> {
  return new Set(idsNamedBy(parseList(text, file)));
}

/** The ids of the tokens that entries name, in their order. */
export function idsNamedBy(entries: readonly PlacedEntry[]): string[] {
  return entries.flatMap(({ entry }) => idsOf(entry));
}

function idsOf({ token, tokenId, tokens }: ListEntry): string[] {
  return [token, tokenId, ...(tokens ?? [])].flatMap((name) =>
    name === undefined ? [] : (idOfNamed(name) ?? []),
  );
}
