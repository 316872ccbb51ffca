import { accountSiteKey, DatadogError, isCredentialsError } from "../../datadog";
import { warnings } from "../../messages/warnings";
import { byAccountSite } from "../../messages/wording";
import type { RevocationRecord } from "../../schema/revocation-record";
import { ConfigurationError } from "../../session/configuration-error";
import { forEachOf } from "../../tasks/for-each";
import { mostAskedEach, questionsAtOnce, verificationSeconds, type RevocationContext } from "../context";
import { tryTokenList } from "../list-tokens";
import { isElsewhere, outOfSight } from "../organization";
import { RevocationRefusedError } from "../revocation-refused-error";
import { addressOf } from "../service-tokens/token-address";

/** The reason why tokens were not looked for although they were asked for. */
const narrowSight =
  "these credentials are not known to be shown other users' tokens, so that they do not find it proves nothing.";

type SiteRecords = readonly [RevocationRecord, ...RevocationRecord[]];

/** The tokens of one account and site: each is in one of the three. */
interface Look {
  living: RevocationRecord[];
  absent: RevocationRecord[];
  /** Tokens about which nobody could be asked, or nobody answered. */
  unseen: RevocationRecord[];
  /** The first reason for that. */
  problem?: Error;
}

/**
 * Looks for tokens that are proven gone and may be alive all the same, for 30 s at most, as it is done before their records
 * are forgotten. Of more than ten, the list tells if it is complete. What could not be looked for is told in a warning, and is no
 * reason to keep what is proven.
 *
 * @returns those that are alive.
 */
export async function findLiving(
  records: readonly RevocationRecord[],
  context: RevocationContext,
): Promise<RevocationRecord[]> {
  const living = await Promise.all(
    byAccountSite(records).map(async (ofAccount) => {
      const look = await lookAt(ofAccount, context);
      await tell(look, context);
      return look.living;
    }),
  );
  return living.flat();
}

async function lookAt(records: SiteRecords, context: RevocationContext): Promise<Look> {
  const { clock, organizationSoFar } = context;
  const look: Look = { living: [], absent: [], unseen: [] };
  const deadline = clock.now() + verificationSeconds * 1000;
  try {
    const client = context.client(records[0]);
    // Beside the first question; who needs the answer asks again.
    organizationSoFar(records[0]).catch(() => undefined);
    const list = await tryTokenList(client, records.length, {
      clock,
      deadlineSeconds: verificationSeconds,
      isProof: true,
    });
    const isProof = records.length > mostAskedEach && list?.isComplete === true;
    await forEachOf(records, questionsAtOnce, async (record) => {
      if (list?.alive.has(record.tokenId)) {
        look.living.push(record);
      } else if (isProof) {
        look.absent.push(record);
      } else {
        await askFor(record, look, deadline, context);
      }
    });
    return look;
  } catch (problem) {
    if (problem instanceof ConfigurationError) {
      return { ...look, unseen: [...records], problem };
    }
    throw problem;
  }
}

async function askFor(
  record: RevocationRecord,
  look: Look,
  deadline: number,
  context: RevocationContext,
): Promise<void> {
  const deadlineSeconds = (deadline - context.clock.now()) / 1000;
  // Credentials that may not read one token may read none: of thousands, asking on would be in vain.
  if (deadlineSeconds <= 0 || isCredentialsError(look.problem)) {
    look.unseen.push(record);
    return;
  }
  try {
    const address = await addressOf(record, context);
    const token =
      address && (await context.client(record).find(record.tokenId, { ...address, deadlineSeconds }));
    (token === undefined || token.isRevoked ? look.absent : look.living).push(record);
  } catch (problem) {
    if (!(problem instanceof DatadogError || problem instanceof RevocationRefusedError)) {
      throw problem;
    }
    look.problem ??= problem;
    look.unseen.push(record);
  }
}

async function tell({ absent, unseen, problem }: Look, context: RevocationContext): Promise<void> {
  const { log, organizationAt } = context;
  const bound = absent.find(({ organization }) => organization !== undefined);
  const answering = bound && (await organizationAt(bound));
  const elsewhere = absent.filter((record) => isElsewhere(record, answering));
  const here = absent.filter((record) => !elsewhere.includes(record));
  for (const [of, why] of [
    [unseen, wordsOf(problem)],
    [await outOfSight(here, context), narrowSight],
  ] as const) {
    const [first, ...others] = of;
    if (first !== undefined) {
      await log.warn(warnings.notLookedFor([first, ...others], why));
    }
  }
  const ofOrganizations = Map.groupBy(
    elsewhere,
    (record) => `${accountSiteKey(record)} ${record.organization ?? ""}`,
  );
  for (const [first, ...others] of ofOrganizations.values()) {
    if (first) {
      await log.warn(warnings.destroyedElsewhere([first, ...others], first.organization ?? ""));
    }
  }
}

/** The words of an error without its advice: of a token that is proven gone, "may still be valid" would be wrong. */
function wordsOf(problem: Error | undefined): string {
  if (problem === undefined) {
    return "the time for it was over.";
  }
  return problem instanceof DatadogError ? problem.problem : problem.message;
}
