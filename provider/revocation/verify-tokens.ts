import { defaultAccount } from "../datadog";
import { warnings } from "../messages/warnings";
import { byAccountSite, nameOf } from "../messages/wording";
import { recordKey, type RevocationRecord } from "../schema/revocation-record";
import type { TokenFailure } from "../tasks/run-tasks";
import type { RevocationContext } from "./context";
import type { Observations } from "./observation";
import type { ProcessedTokens } from "./revoke";
import { RevocationRefusedError } from "./revocation-refused-error";
import { addressedToken } from "./service-tokens/token-address";
import { waitUntilGone, type Verification } from "./verify";

/** The tokens of which it was not told that they are gone. */
export interface Unverified {
  /** Still alive: the run fails. */
  alive: TokenFailure[];
  /** Not answered for with anything worth having: left to the next run. */
  untold: TokenFailure[];
}

type SiteRecords = readonly [RevocationRecord, ...RevocationRecord[]];

/** Asks until the tokens are gone, and notes in their records what was answered. */
export async function verifyTokens(
  processed: ProcessedTokens,
  observations: Observations,
  context: RevocationContext,
): Promise<Unverified> {
  const open = [...processed.values()].filter(({ isToBeVerified }) => isToBeVerified);
  const ofSites = await Promise.all(
    byAccountSite(open.map(({ record }) => record)).map((records) =>
      verifySite(records, processed, observations, context),
    ),
  );
  return {
    alive: ofSites.flatMap(({ alive }) => alive),
    untold: ofSites.flatMap(({ untold }) => untold),
  };
}

async function verifySite(
  records: SiteRecords,
  processed: ProcessedTokens,
  observations: Observations,
  context: RevocationContext,
): Promise<Unverified> {
  const { client, clock, organizationToProve, userAt } = context;
  const [whom] = records;
  // Where our own DELETE was not answered 204, that a list shows a token no more is too little. Of one that was proven gone it
  // is as much as in a refresh.
  const listed = records.filter((record) => {
    const key = recordKey(record);
    const { observed, answer = observed?.answer } = processed.get(key) ?? {};
    return (observations.get(key)?.isListed ?? record.verifiedAt !== undefined) && answer === "deleted";
  });
  const result = await waitUntilGone(client(whom), records.map(addressedToken), {
    clock,
    listedBefore: new Set(listed.map(({ tokenId }) => tokenId)),
  });
  await settleOwnToken(result, context, whom);
  const organization = result.gone.size > 0 ? await organizationToProve(whom) : undefined;
  const isLeftOpen = result.alive.size + result.unanswered.size > 0;
  const left = leftOpen(isLeftOpen ? await userAt(whom) : undefined);
  const unverified: Unverified = { alive: [], untold: [] };
  for (const record of records) {
    const { tokenId } = record;
    const key = recordKey(record);
    const at = result.gone.get(tokenId)?.toISOString();
    if (at !== undefined) {
      note(processed, key, goneAt(at, record, organization));
    } else if (result.alive.has(tokenId)) {
      unverified.alive.push({ ...nameOf(record), reason: aliveAfterDelete(processed, record, left) });
    } else if (result.unanswered.has(tokenId)) {
      noteLeft(processed, key, left);
      unverified.untold.push({
        ...nameOf(record),
        reason: RevocationRefusedError.untold(record, problemOf(result)),
      });
    }
  }
  await warnOfSilence(records, result, context);
  return unverified;
}

/**
 * Reads the refusal of credentials that were themselves the token, or of the pair in which it stood for the application key:
 * nothing else can be asked with them, and that Datadog does not take them any more is the token's death.
 */
async function settleOwnToken(
  result: Verification,
  { client, clock, ownToken }: RevocationContext,
  whom: RevocationRecord,
): Promise<void> {
  for (const tokenId of [...result.refused]) {
    const own = ownToken(tokenId);
    if (own?.account !== (whom.account ?? defaultAccount)) {
      continue;
    }
    const { kind } = await client(whom).identify({ asWhole: true });
    if (kind === "refused") {
      result.refused.delete(tokenId);
      result.gone.set(tokenId, new Date(clock.now()));
    }
  }
}

/** Reads a 404 after the DELETE: a proof, if the token was seen or hit before, and if it is known who says so. */
function goneAt(
  at: string,
  { notFoundAt }: RevocationRecord,
  organization: string | undefined,
): Partial<RevocationRecord> {
  if (organization === undefined) {
    return {};
  }
  return notFoundAt === undefined ? { organization, verifiedAt: at } : { organization, notFoundAt: at };
}

/** Notes that a token outlived its DELETE, or forgets the DELETE if it never hit the token. */
function aliveAfterDelete(
  processed: ProcessedTokens,
  record: RevocationRecord,
  left: Partial<RevocationRecord>,
): Error {
  const key = recordKey(record);
  if (processed.get(key)?.hadNoEffect) {
    processed.delete(key);
    return RevocationRefusedError.aliveButNotFound(record);
  }
  noteLeft(processed, key, left);
  return RevocationRefusedError.stillAlive(record);
}

function leftOpen(seenBy: string | undefined): Partial<RevocationRecord> {
  return { unfinished: "verification", ...(seenBy !== undefined && { seenBy }) };
}

/** Notes what is left of a token's revocation: what was proven before is so no longer. */
function noteLeft(processed: ProcessedTokens, key: string, left: Partial<RevocationRecord>): void {
  const token = processed.get(key);
  if (token) {
    const { verifiedAt: _, ...record } = token.record;
    processed.set(key, { ...token, record: { ...record, ...left } });
  }
}

function note(processed: ProcessedTokens, key: string, news: Partial<RevocationRecord>): void {
  const token = processed.get(key);
  if (token) {
    processed.set(key, { ...token, record: { ...token.record, ...news } });
  }
}

async function warnOfSilence(
  records: SiteRecords,
  result: Verification,
  { log }: RevocationContext,
): Promise<void> {
  for (const [kind, tokenIds] of [
    ["verificationRefused", result.refused],
    ["verificationUnanswered", result.unanswered],
  ] as const) {
    const [first, ...others] = records.filter(({ tokenId }) => tokenIds.has(tokenId));
    if (first) {
      await log.warn(warnings[kind]([first, ...others], problemOf(result)));
    }
  }
}

function problemOf({ problem }: Verification): string {
  return problem?.message ?? "The time for it was over.";
}
