import type { RevocationRecord } from "../schema/revocation-record";
import type { RevocationContext } from "./context";
import { RevocationRefusedError } from "./revocation-refused-error";

/**
 * Finds the organisation whose 404 about a recorded token may be believed.
 *
 * @returns undefined if the credentials can't be placed: then nothing is proven by absence.
 * @throws RevocationRefusedError if the record is another organisation's, whose tokens this one does not know.
 */
export async function organizationFor(
  record: RevocationRecord,
  { organizationAt }: RevocationContext,
): Promise<string | undefined> {
  const organization = await organizationAt(record);
  refuseElsewhere(record, organization);
  return organization;
}

/** Throws a RevocationRefusedError if a record is another organisation's than the one that answers. */
export function refuseElsewhere(record: RevocationRecord, answering: string | undefined): void {
  if (isElsewhere(record, answering)) {
    throw RevocationRefusedError.otherOrganization(record, answering);
  }
}

/**
 * Finds the organisation whose 404 may finish what an earlier run left undone.
 *
 * @throws RevocationRefusedError also if the record names an organisation and the credentials can't be placed: nobody knows
 * then who says 404, so the work stays to be done.
 */
export async function organizationToFinish(
  record: RevocationRecord,
  context: RevocationContext,
): Promise<string | undefined> {
  const organization = await organizationFor(record, context);
  if (organization === undefined && record.organization !== undefined) {
    throw RevocationRefusedError.untold(record, "Which organisation says 404 could not be found out.");
  }
  return organization;
}

/** Tells whether a record is bound to another organisation than the one that answers. */
export function isElsewhere(
  { organization: recorded }: Pick<RevocationRecord, "organization">,
  answering: string | undefined,
): answering is string {
  return recorded !== undefined && answering !== undefined && recorded !== answering;
}

/**
 * Tells whether the credentials of this run would be shown a token of an earlier run if it lived, so that their 404 is worth
 * something: that of the user who saw it then, or of its owner, or any if they are shown other people's. A service account's
 * is read below its account, which takes a permission for all of them; as long as nobody knows the account, it is looked
 * for on the list, which is what these credentials are shown.
 */
export async function wouldSee(
  record: RevocationRecord,
  { directory, userAt }: Pick<RevocationContext, "directory" | "userAt">,
): Promise<boolean> {
  if (record.serviceAccountId !== undefined) {
    return true;
  }
  const user = await userAt(record);
  const { openedBy, evidence } = record;
  const isTheirs = user !== undefined && (openedBy === user || evidence?.ownerId === user);
  return isTheirs || directory(record).readsOthers(user);
}

/** @throws RevocationRefusedError if a 404 about what an earlier run saw is told to credentials that may not see it. */
export async function refuseNarrowSight(
  record: RevocationRecord,
  context: Pick<RevocationContext, "directory" | "userAt">,
): Promise<void> {
  if (!(await wouldSee(record, context))) {
    throw RevocationRefusedError.narrowSight(record);
  }
}
