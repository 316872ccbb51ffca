import type { Site } from "../datadog";
import { planRevocations, sitesToAsk, type RevocationPlan } from "../revocation/plan";
import type { DeclaredRevocation, RevocationRecord } from "../schema/revocation-record";
import { ConfigurationError } from "../session/configuration-error";
import type { Process } from "./revocation-contexts";

/**
 * Plans an update. Only for tokens that are recorded as already revoked on a 404 alone, it asks which organisation the
 * credentials belong to: another one than the one that said 404 may know the token.
 */
export async function planUpdate(
  records: readonly RevocationRecord[],
  declared: readonly DeclaredRevocation[],
  process: Process,
): Promise<RevocationPlan> {
  const organizations = await organizationsAt(sitesToAsk(records), process);
  return planRevocations(records, declared, { organizations });
}

async function organizationsAt(
  sites: readonly Site[],
  { organizations }: Process,
): Promise<Map<Site, string | undefined>> {
  const found = new Map<Site, string | undefined>();
  for (const site of sites) {
    try {
      found.set(site, await organizations.at(site));
    } catch (error) {
      // A preview works without credentials: then the record stands as it is.
      if (!(error instanceof ConfigurationError)) {
        throw error;
      }
    }
  }
  return found;
}
