import { basename } from "node:path";
import { loadList, planOf } from "../../../sdk/list";
import { describeProof, recordedIn, type ExportedStack } from "./proof";
import { isListType } from "../../../provider/schema/resource-types";

/**
 * Finds the tokens that a list of the stack has revoked and that the list's file does not name: an update would take
 * them out of the record, and nothing would keep them dead. An incident revokes before it pushes, and a push may fail.
 *
 * @param list - the list's file.
 * @returns a line for each.
 * @throws ListError if the list has a mistake.
 */
export async function unlistedRevocations(list: string, { deployment }: ExportedStack): Promise<string[]> {
  const ofList = (deployment?.resources ?? []).filter(
    ({ type = "", outputs }) => isListType(type) && outputs?.["file"] === basename(list),
  );
  const recorded = ofList.flatMap(recordedIn).filter(({ record }) => record.status !== "armed");
  if (recorded.length === 0) {
    return [];
  }
  const { revocations } = await planOf(loadList(list));
  return recorded
    .filter(({ record }) => !Object.hasOwn(revocations, record.tokenId))
    .map((proof) => `${proof.record.tokenId}: ${describeProof(proof, { acceptNotFound: false })}`);
}

/** Sentences on tokens that are on record and in no list, for which an update is refused. */
export function describeUnlisted(lines: readonly string[], list: string): string {
  return [
    ...named(lines, list),
    "This update would take them out of the record, and nothing would keep them dead; nothing was done.",
    "If a push or a pull request of an incident is still open, merge it first.",
    `If they are meant to leave the record, run once: datadog-token-gitops up --allow-removals`,
    "",
  ].join("\n");
}

/** Sentences on tokens that are on record and in no list, and that an update leaves there; none if there are none. */
export function describeKept(lines: readonly string[], list: string): string {
  return lines.length === 0
    ? ""
    : [
        ...named(lines, list),
        "They stay on record: if a push or a pull request of an incident is still open, merge it.",
        "",
      ].join("\n");
}

function named(lines: readonly string[], list: string): string[] {
  return [`On record as revoked, and not in ${list}:`, ...lines.map((line) => `  ${line}`)];
}
