import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isListType } from "../../../provider/schema/resource-types";
import { loadList, planOf } from "../../../sdk/list";
import { describeProof, recordedIn, type ExportedStack } from "./proof";

/** Tokens that a stack's lists have revoked, and that no list's file names. */
export interface UnlistedRevocations {
  /** A line for each. */
  lines: readonly string[];
  /** The files that were looked at. */
  lists: readonly string[];
  /** The names of all lists' files, of which the state tells no more. */
  names: readonly string[];
}

/**
 * Finds the tokens that the lists of the stack have revoked and that no list's file names: an update would take them out of
 * the record, and nothing would keep them dead. An incident revokes before it pushes, and a push may fail; a list may be
 * renamed, and the state tells no more of it than the file's name.
 *
 * @param named - the lists' files that the command was given; another one that the state tells of is looked for beside them.
 * @throws ListError if a list has a mistake.
 */
export async function unlistedRevocations(
  named: readonly string[],
  { deployment }: ExportedStack,
): Promise<UnlistedRevocations> {
  const ofLists = (deployment?.resources ?? []).filter(({ type = "" }) => isListType(type));
  const given = new Set(named.map((file) => basename(file)));
  const told = ofLists.flatMap(({ outputs }) => {
    const file = outputs?.["file"];
    return typeof file === "string" && !given.has(file) ? [file] : [];
  });
  const names = [...new Set([...given, ...told])];
  const recorded = ofLists.flatMap(recordedIn).filter(({ record }) => record.status !== "armed");
  if (recorded.length === 0) {
    return { lines: [], lists: [], names };
  }
  const beside = new Set(named.flatMap((file) => told.map((other) => join(dirname(file), other))));
  const lists = [...named, ...beside].filter((file) => existsSync(file));
  const plans = await Promise.all(lists.map((file) => planOf(loadList(file))));
  const isListed = (tokenId: string) => plans.some(({ revocations }) => Object.hasOwn(revocations, tokenId));
  const lines = recorded
    .filter(({ record }) => !isListed(record.tokenId))
    .map((proof) => `${proof.record.tokenId}: ${describeProof(proof, { acceptNotFound: false })}`);
  return { lines, lists, names };
}

/** Sentences on tokens that are on record and in no list, for which an update is refused. */
export function describeUnlisted(unlisted: UnlistedRevocations): string {
  return [
    ...heading(unlisted),
    "This update would take them out of the record, and nothing would keep them dead; nothing was done.",
    "If a push or a pull request of an incident is still open, merge it first.",
    "If the program reads a list that is not named here, name it: --list FILE, once for each.",
    "If they are meant to leave the record, run once: datadog-token-gitops up --allow-removals",
    "",
  ].join("\n");
}

/** Sentences on tokens that are on record and in no list, and that an update leaves there; none if there are none. */
export function describeKept(unlisted: UnlistedRevocations): string {
  return unlisted.lines.length === 0
    ? ""
    : [
        ...heading(unlisted),
        "They stay on record: if a push or a pull request of an incident is still open, merge it.",
        "",
      ].join("\n");
}

function heading({ lines, lists }: UnlistedRevocations): string[] {
  const where =
    lists.length === 0 ? "in no list, since there is no file of one" : `not in ${lists.join(" or ")}`;
  return [`On record as revoked, and ${where}:`, ...lines.map((line) => `  ${line}`)];
}
