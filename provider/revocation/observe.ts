import { DatadogError, type AccessToken } from "../datadog";
import { omitUndefined } from "../datadog/token/omit-undefined";
import { recordKey, type RevocationRecord } from "../schema/revocation-record";
import { byAccountSite } from "../messages/wording";
import { observationSeconds, type RevocationContext } from "./context";
import type { Observation, Observations } from "./observation";
import { tryTokenList } from "./list-tokens";
import { addressOf, isOfOtherOwner, ownerOf } from "./service-tokens/token-address";

/**
 * Asks once what the tokens are, within the time of one observation: for the record, never a reason to wait. Whatever
 * goes wrong with that is `notKnown`, never a reason to fail what follows.
 */
export async function observe(
  records: readonly RevocationRecord[],
  context: RevocationContext,
): Promise<Observations> {
  const read = records.flatMap((record): [string, Observation][] => {
    const reading = context.readings.observationOf(recordKey(record));
    return reading === undefined ? [] : [[recordKey(record), reading]];
  });
  const isRead = new Set(read.map(([key]) => key));
  const open = records.filter((record) => !isRead.has(recordKey(record)));
  const ofSites = await Promise.all(byAccountSite(open).map((ofSite) => observeSite(ofSite, context)));
  return new Map([...read, ...ofSites.flat()]);
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
  } catch (error) {
    const status = error instanceof DatadogError ? error.status : undefined;
    return { seen: "notKnown", ...(status !== undefined && { status }) };
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
