import { messages } from "../messages/warnings";
import { byAccountSite } from "../messages/wording";
import { claimOf } from "../schema/claim";
import { isUnlocated, recordKey, type RevocationRecord } from "../schema/revocation-record";
import { consistencyWindowSeconds, mostAskedEach, type RevocationContext } from "./context";
import { locatedRecord } from "./any-account/revoke-anywhere";
import { tryTokenList } from "./list-tokens";
import { loweredRecord, type WhoShows } from "./observation";
import { isElsewhere } from "./organization";
import { RevocationRefusedError } from "./revocation-refused-error";
import { addressedToken, addressOf, addressOnList, type TokenAddress } from "./service-tokens/token-address";
import { waitUntilGone } from "./verify";
import { tellUnseen } from "./words/tell-unseen";

/** The findings of a refresh: every record, some of them claiming less than before. */
export interface RefreshedRecords {
  records: RevocationRecord[];
  /** Tokens that are alive although they were recorded as gone: work for the next run. */
  aliveAgain: RevocationRecord[];
  /** Tokens whose DELETE was accepted and not verified yet, and that are alive. */
  stillAlive: RevocationRecord[];
}

/**
 * Asks whether what is recorded is still true. A refresh only ever lowers what is claimed: a 404 neither proves a token
 * dead that was not proven before, nor does it lift one that is armed or unfinished; a token that is alive again stays in
 * the record as work to be done. Within a minute of its DELETE a token that is alive is asked for again, for the rest of
 * that minute.
 *
 * @throws DatadogError if Datadog does not answer: no answer is never "gone". RevocationRefusedError if it is another
 * organisation that answers.
 */
export async function refreshRecords(
  records: readonly RevocationRecord[],
  context: RevocationContext,
): Promise<RefreshedRecords> {
  const alive = new Map<string, Living>();
  for (const ofSite of byAccountSite(records.filter((record) => !isUnlocated(record)))) {
    for (const living of await aliveOf(ofSite, context)) {
      alive.set(recordKey(living.record), living);
    }
  }
  await addLivingAnywhere(alive, records.filter(isUnlocated), context);
  const living = records.flatMap((record) => alive.get(recordKey(record)) ?? []);
  const stillAlive = living.filter(({ record }) => isInVain(record));
  const aliveAgain = living.filter(({ record }) => record.status !== "armed" && !isInVain(record));
  const lowered = new Map(
    [...aliveAgain, ...stillAlive].map((each) => [recordKey(each.record), loweredRecord(each.record, each)]),
  );
  return {
    records: records.map((record) => lowered.get(recordKey(record)) ?? record),
    aliveAgain: aliveAgain.map(({ record }) => record),
    stillAlive: stillAlive.map(({ record }) => record),
  };
}

/** A token that is alive, and the organisation that shows it, to whom. */
interface Living extends WhoShows {
  record: RevocationRecord;
}

/** Asks all accounts for tokens that are declared for any and that none has shown yet. */
async function addLivingAnywhere(
  alive: Map<string, Living>,
  records: readonly RevocationRecord[],
  context: RevocationContext,
): Promise<void> {
  for (const accountSite of records.length === 0 ? [] : context.accounts()) {
    const [first, ...others] = records
      .filter((record) => !alive.has(recordKey(record)))
      .map((record) => locatedRecord(record, accountSite));
    if (first) {
      for (const living of await aliveOf([first, ...others], context)) {
        alive.set(recordKey(living.record), living);
      }
    }
  }
}

/** Tells whether a record says that its token is dead, so that an absence is taken for a confirmation. */
function claimsDeath(record: RevocationRecord): boolean {
  const claim = claimOf(record);
  return claim !== "toBeDone" && claim !== "acceptedNotFound";
}

/** Tells whether our own DELETE of a token was accepted, and nothing said since that it is gone. */
function isInVain({ status, unfinished }: RevocationRecord): boolean {
  return status === "revoked" && unfinished === "verification";
}

type SiteRecords = readonly [RevocationRecord, ...RevocationRecord[]];

async function aliveOf(records: SiteRecords, context: RevocationContext): Promise<Living[]> {
  const { clock, log } = context;
  const [first] = records;
  // Beside the first requests; who needs the answer awaits it below.
  const organization = context.organizationAt(first);
  organization.catch(() => undefined);
  const { alive, listed } = await askOnce(records, context);
  const young = records.filter((record) => alive.has(record.tokenId) && secondsLeft(record, clock.now()) > 0);
  const [youngest, ...others] = young;
  if (youngest) {
    const deadlineSeconds = Math.max(...young.map((record) => secondsLeft(record, clock.now())));
    await log.info(messages.askingAgain([youngest, ...others], deadlineSeconds));
    const { gone, problem } = await waitUntilGone(context.client(first), young.map(addressedToken), {
      clock,
      listedBefore: listed,
      deadlineSeconds,
    });
    if (problem) {
      throw problem;
    }
    for (const tokenId of gone.keys()) {
      alive.delete(tokenId);
    }
  }
  const absent = records.filter((record) => !alive.has(record.tokenId) && claimsDeath(record));
  const isBound = absent.some((record) => record.organization !== undefined);
  const answering = (await organization) ?? (isBound ? await context.organizationToProve(first) : undefined);
  for (const record of records) {
    // A token that is seen is seen, whoever asks; that it is not found is believed of its own organisation alone. What was only
    // accepted on a 404 of another one claims nothing that this one could deny: the up that follows asks for it anew.
    const isAccepted = claimOf(record) === "acceptedNotFound";
    if (!alive.has(record.tokenId) && !isAccepted && isElsewhere(record, answering)) {
      throw RevocationRefusedError.otherOrganization(record, answering);
    }
  }
  await tellUnseen(absent, answering, context);
  const user = alive.size === 0 ? undefined : await context.userAt(first);
  return records.flatMap((record) => {
    const address = alive.get(record.tokenId);
    return address === undefined
      ? []
      : [{ record: { ...record, ...address }, organization: answering, user }];
  });
}

/** Tells how much is left of the minute after a token's DELETE: of one that is 50 s old, 10 s. */
function secondsLeft({ revokedAt = "" }: RevocationRecord, nowMs: number): number {
  const left = (Date.parse(revokedAt) - nowMs) / 1000 + consistencyWindowSeconds;
  // Another machine's clock may be ahead of this one's.
  return Number.isNaN(left) ? 0 : Math.min(left, consistencyWindowSeconds);
}

/**
 * Asks once for each token; the list answers for all at once. Of more than ten, one that is absent from it and was verified
 * before is still gone; all others are asked for by id, since these credentials may not see them there.
 *
 * @returns where each living token was found, by id, and those that the list shows.
 */
async function askOnce(
  records: SiteRecords,
  context: RevocationContext,
): Promise<{ alive: Map<string, TokenAddress>; listed: ReadonlySet<string> }> {
  const client = context.client(records[0]);
  const list = await tryTokenList(client, records.length, { clock: context.clock, isProof: true });
  const alive = new Map(
    records.flatMap((record) => {
      const token = list?.alive.get(record.tokenId);
      return token === undefined ? [] : [[record.tokenId, addressOnList(record, token)] as const];
    }),
  );
  const listed = new Set(alive.keys());
  const isProof = records.length > mostAskedEach && list?.isComplete === true;
  const open = records.filter(
    ({ tokenId, verifiedAt }) => !alive.has(tokenId) && !(isProof && verifiedAt !== undefined),
  );
  const options = context.deadlineIncludesQueueTime ? {} : { deadlineIncludesQueueTime: false };
  const [failure] = await context.runTasks({
    of: open,
    tokenOf: (record) => record,
    run: async (record) => {
      const address = await addressOf(record, context);
      const token = address && (await client.find(record.tokenId, { ...address, ...options }));
      if (address !== undefined && token !== undefined && !token.isRevoked) {
        alive.set(record.tokenId, address);
      }
    },
  });
  if (failure) {
    throw failure.reason;
  }
  return { alive, listed };
}
