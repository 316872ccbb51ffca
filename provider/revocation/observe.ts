import type { DatadogClient, AccessToken } from "../datadog";
import { omitUndefined } from "../datadog/token/omit-undefined";
import { recordKey, type RevocationEvidence, type RevocationRecord } from "../schema/revocation-record";
import type { SeenBefore } from "../schema/revocation-status";
import { byAccountSite } from "../messages/wording";
import { observationSeconds, type RevocationContext } from "./context";
import { tryTokenList } from "./list-tokens";

/** One token before anything was done. */
export interface Observation {
  seen: SeenBefore;
  evidence?: RevocationEvidence;
  /** `true` if these credentials saw the token on the list: its absence there means something later. */
  isListed?: true;
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
  { client: clientOf, clock }: RevocationContext,
): Promise<[string, Observation][]> {
  const client = clientOf(records[0]);
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
        return [recordKey(record), { seen: "alive", evidence: evidenceOf(listed), isListed: true }];
      }
      const deadlineSeconds = (deadline - clock.now()) / 1000;
      return [recordKey(record), await observeOne(client, record.tokenId, deadlineSeconds)];
    }),
  );
}

async function observeOne(
  client: DatadogClient,
  tokenId: string,
  deadlineSeconds: number,
): Promise<Observation> {
  if (deadlineSeconds <= 0) {
    return { seen: "notKnown" };
  }
  try {
    const token = await client.find(tokenId, { deadlineSeconds, retry: false });
    return token === undefined || token.isRevoked
      ? { seen: "absent" }
      : { seen: "alive", evidence: evidenceOf(token) };
  } catch {
    return { seen: "notKnown" };
  }
}

function evidenceOf({ tokenId: _, kind: __, isRevoked: ___, ...evidence }: AccessToken): RevocationEvidence {
  return omitUndefined(evidence);
}
