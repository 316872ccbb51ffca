import { bySite } from "../messages/wording";
import { omitUndefined } from "../datadog/token/omit-undefined";
import { recordKey, type RevocationRecord } from "../schema/revocation-record";
import { consistencyWindowSeconds, type RevocationContext } from "./context";
import { tryTokenList } from "./list-tokens";
import { waitUntilGone } from "./verify";

/** The findings of a refresh: the records without the tokens that are alive again. */
export interface RefreshedRecords {
  records: RevocationRecord[];
  aliveAgain: RevocationRecord[];
  /** Tokens whose verification never ended, and that are alive: they stay in the records, to be gone on with. */
  stillAlive: RevocationRecord[];
}

/**
 * Asks whether what is recorded is still true. Within a minute of its DELETE a token that is alive is asked for again,
 * for the rest of that minute.
 *
 * @throws DatadogError if Datadog does not answer: no answer is never "gone".
 */
export async function refreshRecords(
  records: readonly RevocationRecord[],
  { verify }: { verify: boolean },
  context: RevocationContext,
): Promise<RefreshedRecords> {
  const alive = new Set<string>();
  for (const ofSite of bySite(records)) {
    for (const record of await aliveOf(ofSite, context)) {
      alive.add(recordKey(record));
    }
  }
  const at = new Date(context.clock.now());
  const living = records.filter((record) => alive.has(recordKey(record)));
  const aliveAgain = living.filter(({ status, unfinished }) => status !== "armed" && !unfinished);
  const dropped = new Set(aliveAgain);
  return {
    records: records
      .filter((record) => !dropped.has(record))
      .map((record) => (alive.has(recordKey(record)) ? record : confirmedGone(record, at, verify))),
    aliveAgain,
    stillAlive: living.filter(({ unfinished }) => unfinished !== undefined),
  };
}

/** The record of a token that Datadog just called gone; only a program that asked for no proof gets none. */
function confirmedGone(
  { unfinished, ...record }: RevocationRecord,
  at: Date,
  verify: boolean,
): RevocationRecord {
  const isArmed = record.status === "armed";
  const isProofWanted = verify || unfinished !== undefined || isArmed;
  const verifiedAt = record.verifiedAt ?? (isProofWanted ? at.toISOString() : undefined);
  return {
    ...record,
    status: isArmed ? "alreadyRevoked" : record.status,
    ...omitUndefined({ verifiedAt }),
  };
}

type SiteRecords = readonly [RevocationRecord, ...RevocationRecord[]];

async function aliveOf(records: SiteRecords, context: RevocationContext): Promise<RevocationRecord[]> {
  const { clock } = context;
  const client = context.client(records[0].site);
  const { alive, listed } = await askOnce(records, context);
  const young = records.filter((record) => alive.has(record.tokenId) && secondsLeft(record, clock.now()) > 0);
  if (young.length > 0) {
    const { gone, problem } = await waitUntilGone(
      client,
      young.map(({ tokenId }) => tokenId),
      {
        clock,
        listedBefore: listed,
        deadlineSeconds: Math.max(...young.map((record) => secondsLeft(record, clock.now()))),
      },
    );
    if (problem) {
      throw problem;
    }
    for (const tokenId of gone.keys()) {
      alive.delete(tokenId);
    }
  }
  return records.filter(({ tokenId }) => alive.has(tokenId));
}

/** Tells how much is left of the minute after a token's DELETE: of one that is 50 s old, 10 s. */
function secondsLeft({ revokedAt = "" }: RevocationRecord, nowMs: number): number {
  const left = (Date.parse(revokedAt) - nowMs) / 1000 + consistencyWindowSeconds;
  // Another machine's clock may be ahead of this one's.
  return Number.isNaN(left) ? 0 : Math.min(left, consistencyWindowSeconds);
}

/**
 * Asks once for each token; the list answers for all at once. Absent from it, a token that was verified before is still
 * gone; one that was not has to be asked for on its own, since these credentials may not see it there.
 */
async function askOnce(
  records: SiteRecords,
  context: RevocationContext,
): Promise<{ alive: Set<string>; listed: ReadonlySet<string> }> {
  const client = context.client(records[0].site);
  const list = await tryTokenList(client, records.length, { isProof: true });
  const listed = new Set(records.map(({ tokenId }) => tokenId).filter((tokenId) => list?.alive.has(tokenId)));
  const alive = new Set(listed);
  const open = records.filter(
    ({ tokenId, verifiedAt }) => !alive.has(tokenId) && !(list?.isComplete && verifiedAt !== undefined),
  );
  const options = context.deadlineIncludesQueueTime ? [] : [{ deadlineIncludesQueueTime: false }];
  const [failure] = await context.runTasks(
    open.map(({ tokenId, site }) => ({
      tokenId,
      site,
      run: async () => {
        const token = await client.find(tokenId, ...options);
        if (token !== undefined) {
          alive.add(tokenId);
        }
      },
    })),
  );
  if (failure) {
    throw failure.reason;
  }
  return { alive, listed };
}
