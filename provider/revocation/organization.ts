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
function refuseElsewhere(record: RevocationRecord, answering: string | undefined): void {
  if (isElsewhere(record, answering)) {
    throw RevocationRefusedError.otherOrganization(record, answering);
  }
}

/**
 * Finds the organisation whose 404 may finish what an earlier run left undone.
 *
 * @throws RevocationRefusedError also if the record names an organisation and the credentials can't be placed: nobody knows
 * then who says 404, so the work stays to be done, unless a person takes the token for gone.
 */
export async function organizationToFinish(
  record: RevocationRecord,
  context: RevocationContext,
): Promise<string | undefined> {
  const organization = await organizationFor(record, context);
  refuseNobody(record, organization, context);
  return organization;
}

/**
 * Finds the organisation whose 404, from first to last, ends a token. If the record names one, the word of no other
 * counts, so Datadog is asked again if trouble kept it unknown: no DELETE waits for that any more.
 *
 * @throws RevocationRefusedError if the record is another organisation's, or somebody saw the token in one and the credentials
 * can't be placed.
 */
export async function organizationNotFinding(
  record: RevocationRecord,
  context: RevocationContext,
): Promise<string | undefined> {
  if (record.organization === undefined) {
    return context.organizationSoFar(record);
  }
  const organization = await context.organizationToProve(record);
  refuseElsewhere(record, organization);
  if (wasSeen(record)) {
    refuseNobody(record, organization, context);
  }
  return organization;
}

function refuseNobody(
  record: RevocationRecord,
  answering: string | undefined,
  { isTakenForGone }: Pick<RevocationContext, "isTakenForGone">,
): void {
  if (answering === undefined && record.organization !== undefined && !isTakenForGone(record.tokenId)) {
    throw RevocationRefusedError.untold(record, "Which organisation says 404 could not be found out.");
  }
}

/** Tells whether a record is bound to another organisation than the one that answers. */
export function isElsewhere(
  { organization: recorded }: Pick<RevocationRecord, "organization">,
  answering: string | undefined,
): answering is string {
  return recorded !== undefined && answering !== undefined && recorded !== answering;
}

type Sight = Pick<RevocationContext, "directory" | "userAt">;

/**
 * Tells whether the credentials of this run would be shown a token of an earlier run if it lived, so that their 404 is worth
 * something.
 */
export async function wouldSee(record: RevocationRecord, context: Sight): Promise<boolean> {
  return (await outOfSight([record], context)).length === 0;
}

/**
 * Finds the tokens of one account and site that Datadog might not show to this run's credentials even if they were alive.
 * Credentials are shown the tokens of their own user, those that their user saw before, and all tokens if the list shows them
 * other people's. A service account's token is read below its account, which takes a permission for all of them; as long as
 * nobody knows the account, the token is looked for on the list, as others are.
 */
export async function outOfSight(
  records: readonly RevocationRecord[],
  { directory, userAt }: Sight,
): Promise<RevocationRecord[]> {
  const [first] = records;
  if (first === undefined) {
    return [];
  }
  const user = await userAt(first);
  const others = records.filter(
    ({ serviceAccountId, seenBy, evidence }) =>
      serviceAccountId === undefined &&
      (user === undefined || (seenBy !== user && evidence?.ownerId !== user)),
  );
  return others.length === 0 || (await directory(first).readsOthers(user)) ? [] : others;
}

/** Tells whether somebody saw a token alive before this run. */
export function wasSeen({ seenBy, evidence }: RevocationRecord): boolean {
  return seenBy !== undefined || evidence !== undefined;
}

/**
 * Judges a 404 about what an earlier run saw.
 *
 * @returns false if these credentials may not see the token, and a person has said that it is gone all the same.
 * @throws RevocationRefusedError if nobody has.
 */
export async function isWithinSight(
  record: RevocationRecord,
  context: Sight & Pick<RevocationContext, "isTakenForGone">,
): Promise<boolean> {
  if (await wouldSee(record, context)) {
    return true;
  }
  if (context.isTakenForGone(record.tokenId)) {
    return false;
  }
  throw RevocationRefusedError.narrowSight(record);
}
