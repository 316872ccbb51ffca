import type { AccessToken } from "../datadog";
import type { TokenOwner } from "../datadog/token/token-owner";
import { omitUndefined } from "../datadog/token/omit-undefined";
import { recordKey, type RevocationEvidence, type RevocationRecord } from "../schema/revocation-record";
import type { SeenBefore } from "../schema/revocation-status";
import { byAccountSite } from "../messages/wording";
import { observationSeconds, type RevocationContext } from "./context";
import { tryTokenList } from "./list-tokens";
import { addressOf, isOfOtherOwner, ownerOf } from "./service-tokens/token-address";

/** One token before anything was done. */
export interface Observation {
  seen: SeenBefore;
  evidence?: RevocationEvidence;
  /** `true` if these credentials saw the token on the list: its absence there means something later. */
  isListed?: true;
  /** The owner that Datadog shows, if another endpoint than that of the declared one revokes the token. */
  otherOwner?: TokenOwner;
}

/** The observations of a run's tokens, by `recordKey`. */
export type Observations = ReadonlyMap<string, Observation>;

/**
 * Asks once what the tokens are, within the time of one observation: for the record, never a reason to wait. Whatever
 * goes wrong with that is `notKnown`, never a reason to fail what follows.
 */
export async function observe(
  records: readonly RevocationRecord[],
  context: RevocationContext,
): Promise<Observations> {
  const ofSites = await Promise.all(byAccountSite(records).map((ofSite) => observeSite(ofSite, context)));
  return new Map(ofSites.flat());
}

async function observeSite(
  records: readonly [RevocationRecord, ...RevocationRecord[]],
  context: RevocationContext,
): Promise<[string, Observation][]> {
  const { clock } = context;
  const client = context.client(records[0]);
  const deadline = clock.now() + observationSeconds * 1000;
  const list = await tryTokenList(client, records.length, {
    clock,
    deadlineSeconds: observationSeconds,
    isProof: false,
  });
  return Promise.all(
    records.map(async (record): Promise<[string, Observation]> => {
      const listed = list?.alive.get(record.tokenId);
      if (listed !== undefined) {
        return [recordKey(record), { ...aliveAs(record, listed), isListed: true }];
      }
      return [recordKey(record), await observeOne(record, deadline, context)];
    }),
  );
}

async function observeOne(
  record: RevocationRecord,
  deadline: number,
  context: RevocationContext,
): Promise<Observation> {
  try {
    const address = await addressOf(record, context);
    if (address === undefined) {
      return { seen: "absent" };
    }
    const deadlineSeconds = (deadline - context.clock.now()) / 1000;
    if (deadlineSeconds <= 0) {
      return { seen: "notKnown" };
    }
    const client = context.client(record);
    const token = await client.find(record.tokenId, { ...address, deadlineSeconds, retry: false });
    return token === undefined || token.isRevoked ? { seen: "absent" } : aliveAs(record, token);
  } catch {
    return { seen: "notKnown" };
  }
}

function aliveAs(record: RevocationRecord, token: AccessToken): Observation {
  const { tokenId: _, kind: __, isRevoked: ___, ...evidence } = token;
  return {
    seen: "alive",
    evidence: omitUndefined(evidence),
    ...(isOfOtherOwner(record, token) && { otherOwner: ownerOf(token) }),
  };
}
