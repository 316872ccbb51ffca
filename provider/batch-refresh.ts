import type { RecordedRevocation } from "./batch-record";
import { waitUntilAllGone } from "./batch-verification";
import { confirmedGone } from "./confirmed-gone";
import type { DatadogClient } from "./datadog";
import type { OptionInputs } from "./option-inputs";
import type { BatchTools } from "./revoke-batch";
import { settlingSeconds } from "./settling";
import { readTokenList } from "./token-list";

/** What a refresh found: the record without the tokens that are alive again. */
export interface RefreshedRecord {
  recorded: RecordedRevocation[];
  aliveAgain: string[];
}

/**
 * Asks whether what is recorded is still true. The list answers for all at once where it was read completely; a token
 * that is revoked and absent from it is gone. Within a minute of its DELETE a token that is alive is asked for again.
 *
 * @throws DatadogError where Datadog does not answer: no answer is never "gone".
 */
export async function refreshRecord(
  recorded: readonly RecordedRevocation[],
  { verify }: OptionInputs,
  { client, clock }: BatchTools,
): Promise<RefreshedRecord> {
  const alive = await aliveAmong(recorded, client);
  const now = clock.now();
  const isYoung = ({ revokedAt }: RecordedRevocation) =>
    now - Date.parse(revokedAt ?? "") < settlingSeconds * 1000;
  const young = recorded
    .filter((record) => alive.has(record.tokenId) && isYoung(record))
    .map(({ tokenId }) => tokenId);
  if (young.length > 0) {
    const verification = await waitUntilAllGone(client, young, alive, {
      clock,
      deadlineSeconds: settlingSeconds,
    });
    if (verification.problem) throw verification.problem;
    for (const tokenId of verification.gone.keys()) alive.delete(tokenId);
  }
  const at = new Date(clock.now());
  const isAliveAgain = ({ tokenId, status }: RecordedRevocation) => status !== "armed" && alive.has(tokenId);
  return {
    recorded: recorded
      .filter((record) => !isAliveAgain(record))
      .map((record) => (alive.has(record.tokenId) ? record : gone(record, at, verify))),
    aliveAgain: recorded.filter(isAliveAgain).map(({ tokenId }) => tokenId),
  };
}

async function aliveAmong(
  recorded: readonly RecordedRevocation[],
  client: DatadogClient,
): Promise<Set<string>> {
  const list = await readTokenList(client, recorded.length, { isProof: true });
  if (list?.isComplete)
    return new Set(recorded.map(({ tokenId }) => tokenId).filter((tokenId) => list.alive.has(tokenId)));
  const found = await Promise.all(recorded.map(({ tokenId }) => client.find(tokenId)));
  return new Set(found.flatMap((token) => (token ? [token.tokenId] : [])));
}

function gone({ unfinished, ...record }: RecordedRevocation, at: Date, verify: boolean): RecordedRevocation {
  return { ...record, ...confirmedGone({ ...record, ...(unfinished && { unfinished }) }, at, verify) };
}
