import { accountSiteKey, type AccountSite } from "../datadog";
import { rehomed } from "../revocation/any-account/rehomed";
import { accountSitesToAsk, planRevocations, type RevocationPlan } from "../revocation/plan";
import { isUnlocated, type DeclaredRevocation, type RevocationRecord } from "../schema/revocation-record";
import { ConfigurationError } from "../session/configuration-error";
import type { Process } from "./revocation-contexts";

/**
 * Plans an update. Only for tokens that are recorded as already revoked on a 404 alone, it asks which organisation the
 * credentials belong to: another one than the one that said 404 may know the token.
 *
 * @param file - the list's file, whose revocations may have to stay on record.
 */
export async function planUpdate(
  recorded: readonly RevocationRecord[],
  declared: readonly DeclaredRevocation[],
  process: Process,
  file?: string,
): Promise<RevocationPlan> {
  const records = rehomed(recorded, declared);
  const accounts = records.some(isUnlocated) ? process.session.accountSites() : [];
  const organizations = await organizationsAt(accountSitesToAsk(records, accounts), process);
  const plan = planRevocations(records, declared, { organizations, accounts });
  const isKept = file !== undefined && process.session.settings.keptRecordFiles().includes(file);
  return isKept ? withUnlisted(plan, declared) : plan;
}

/**
 * Keeps on record what was revoked and is not declared, and finishes what was left open or is alive again. What was to be revoked
 * at its removal is removed.
 */
function withUnlisted(plan: RevocationPlan, declared: readonly DeclaredRevocation[]): RevocationPlan {
  const named = new Set(declared.map(({ tokenId }) => tokenId));
  return plan.map((planned) => {
    const { status, tokenId, unfinished } = planned.record;
    return status === "armed" || named.has(tokenId)
      ? planned
      : { ...planned, action: unfinished === undefined ? "keep" : "resume" };
  });
}

async function organizationsAt(
  accountSites: readonly AccountSite[],
  { organizations }: Process,
): Promise<Map<string, string | undefined>> {
  const found = new Map<string, string | undefined>();
  for (const accountSite of accountSites) {
    try {
      found.set(accountSiteKey(accountSite), await organizations.at(accountSite));
    } catch (error) {
      // A preview works without credentials: then the record stands as it is.
      if (!(error instanceof ConfigurationError)) {
        throw error;
      }
    }
  }
  return found;
}
