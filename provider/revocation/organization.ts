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
  const organization = await organizationAt(record.site);
  if (isElsewhere(record, organization)) {
    throw RevocationRefusedError.otherOrganization(record, organization);
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
