import type { RecordedRevocation } from "../schema/batch-record";
import { waitUntilAllGone } from "./batch-verification";
import { confirmedGone } from "./confirmed-gone";
import type { OptionInputs } from "../schema/option-inputs";
import type { BatchTools } from "./revoke-batch";
import { settlingSeconds } from "./settling";
import { tryTokenList } from "./list-tokens";
import { runTokenTasks } from "../tasks/run-tasks";

/** What a refresh found: the record without the tokens that are alive again. */
export interface RefreshedRecord {
  recorded: RecordedRevocation[];
  aliveAgain: string[];
  /** Tokens whose verification never ended, and that are alive: they stay in the record, to be gone on with. */
  stillAlive: string[];
}

/**
 * Asks whether what is recorded is still true. Within a minute of its DELETE a token that is alive is asked for again.
 *
 * @throws DatadogError where Datadog does not answer: no answer is never "gone".
 */
export async function refreshRecord(
  recorded: readonly RecordedRevocation[],
  { verify }: OptionInputs,
  tools: BatchTools,
): Promise<RefreshedRecord> {
  const { client, clock } = tools;
  const alive = await aliveAmong(recorded, tools);
  const now = clock.now();
  const isYoung = ({ revokedAt }: RecordedRevocation) =>
    now - Date.parse(revokedAt ?? "") < settlingSeconds * 1000;
  const young = recorded.filter((record) => alive.has(record.tokenId) && isYoung(record)).map(idOf);
  if (young.length > 0) {
    const verification = await waitUntilAllGone(client, young, alive, {
      clock,
      deadlineSeconds: settlingSeconds,
    });
    if (verification.problem) {
      throw verification.problem;
    }
    for (const tokenId of verification.gone.keys()) {
      alive.delete(tokenId);
    }
  }
  const at = new Date(clock.now());
  const living = recorded.filter(({ tokenId }) => alive.has(tokenId));
  const aliveAgain = living.filter(({ status, unfinished }) => status !== "armed" && !unfinished);
  const dropped = new Set(aliveAgain);
  return {
    recorded: recorded
      .filter((record) => !dropped.has(record))
      .map((record) => (alive.has(record.tokenId) ? record : gone(record, at, verify))),
    aliveAgain: aliveAgain.map(idOf),
    stillAlive: living.filter(({ unfinished }) => unfinished).map(idOf),
  };
}

/**
 * The list answers for all at once. Absent from it, a token that was verified before is still gone; one that was not
 * has to be asked for on its own, since these credentials may not see it there.
 */
async function aliveAmong(recorded: readonly RecordedRevocation[], tools: BatchTools): Promise<Set<string>> {
  const { client } = tools;
  const list = await tryTokenList(client, recorded.length, { isProof: true });
  const alive = new Set(recorded.map(idOf).filter((tokenId) => list?.alive.has(tokenId)));
  const open = recorded.filter(
    ({ tokenId, verifiedAt }) => !alive.has(tokenId) && !(list?.isComplete && verifiedAt !== undefined),
  );
  const failures = await runTokenTasks(
    open.map(({ tokenId }) => ({
      tokenId,
      run: async () => {
        const token = await client.find(tokenId, { deadlineRunsWhileWaiting: false });
        if (token !== undefined) {
          alive.add(tokenId);
        }
      },
    })),
    tools,
  );
  const [first] = failures;
  if (first) {
    throw first.reason;
  }
  return alive;
}

function gone({ unfinished, ...record }: RecordedRevocation, at: Date, verify: boolean): RecordedRevocation {
  return { ...record, ...confirmedGone({ ...record, ...(unfinished && { unfinished }) }, at, verify) };
}

function idOf({ tokenId }: RecordedRevocation): string {
  return tokenId;
}
