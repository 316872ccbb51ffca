import { accountSiteKey } from "../../datadog";
import { omitUndefined } from "../../datadog/token/omit-undefined";
import { byAccountSite, nameOf } from "../../messages/wording";
import {
  isUnlocated,
  recordKey,
  type AskedAccount,
  type RevocationRecord,
} from "../../schema/revocation-record";
import { ConfigurationError } from "../../session/configuration-error";
import type { TokenFailure } from "../../tasks/run-tasks";
import { askedAccounts } from "../any-account/accounts-asked";
import type { RevocationContext } from "../context";
import type { Observations } from "../observation";
import type { RevocationPlan } from "../plan";
import { RevocationRefusedError } from "../revocation-refused-error";

/** Finds tokens that wait for their end, and that another endpoint will have to revoke then: now is the time to say so. */
export function misdirectedArms(plan: RevocationPlan, observations: Observations): TokenFailure[] {
  return plan.flatMap(({ action, record }) => {
    const { otherOwner } = observations.get(recordKey(record)) ?? {};
    return action === "arm" && otherOwner !== undefined
      ? [{ ...nameOf(record), reason: RevocationRefusedError.otherOwner(record, otherOwner) }]
      : [];
  });
}

/** Finds tokens that wait for their end in an account that can't be asked: it could not be said of what. */
export function unaskableArms(plan: RevocationPlan, { client }: RevocationContext): TokenFailure[] {
  const arms = plan.filter(({ action, record }) => action === "arm" && !isUnlocated(record));
  return byAccountSite(arms.map(({ record }) => record)).flatMap((records) => {
    try {
      client(records[0]);
      return [];
    } catch (error) {
      if (error instanceof ConfigurationError) {
        return records.map((record) => ({ ...nameOf(record), reason: error }));
      }
      throw error;
    }
  });
}

/**
 * Writes the records of the tokens that a plan arms, by `recordKey`: what was seen of each, in which organisation, and by whom,
 * since at its end another user's credentials may not be shown it.
 */
export async function armedRecords(
  plan: RevocationPlan,
  observations: Observations,
  context: RevocationContext,
): Promise<Map<string, RevocationRecord>> {
  const armed = plan.filter(({ action }) => action === "arm").map(({ record }) => record);
  const written = await Promise.all(
    byAccountSite(armed).map(async (ofAccount) => {
      const [first] = ofAccount;
      const whose = isUnlocated(first) ? await whoWasAsked(context) : await whoAnswers(first, context);
      return ofAccount.map(
        (record) => [recordKey(record), armedRecord(record, observations, whose)] as const,
      );
    }),
  );
  return new Map(written.flat());
}

/** The organisation that answered, and the user who asked, as far as they were told. */
interface WhoAnswers {
  organization?: string | undefined;
  user?: string | undefined;
  /** The accounts that were asked for a token of any, as far as their organisations were told. */
  accountsAsked?: readonly AskedAccount[];
}

/** Once an account that is not among them can be placed, the next update looks for the token there. */
async function whoWasAsked({ accounts, organizationSoFar }: RevocationContext): Promise<WhoAnswers> {
  const told = await Promise.all(
    accounts().map(async (each) => {
      // An account without credentials was not asked.
      const organization = await organizationSoFar(each).catch(() => undefined);
      return [accountSiteKey(each), organization] as const;
    }),
  );
  const asked = askedAccounts(accounts(), new Map(told));
  return { accountsAsked: asked.filter(({ organization }) => organization !== undefined) };
}

async function whoAnswers(
  record: RevocationRecord,
  { organizationAt, userAt }: RevocationContext,
): Promise<WhoAnswers> {
  try {
    return { organization: await organizationAt(record), user: await userAt(record) };
  } catch {
    // An account that can't be asked fails by itself, and must not cost the others their record.
    return {};
  }
}

function armedRecord(
  record: RevocationRecord,
  observations: Observations,
  { organization, user, accountsAsked }: WhoAnswers,
): RevocationRecord {
  const { seen, evidence = record.evidence } = observations.get(recordKey(record)) ?? {};
  const account = record.kind === undefined ? undefined : (record.serviceAccountId ?? evidence?.ownerId);
  const seenBy = seen === "alive" ? user : undefined;
  const news = { evidence, organization, seenBy, serviceAccountId: account, accountsAsked };
  return { ...record, ...omitUndefined(news) };
}
