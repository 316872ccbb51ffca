import { DatadogError, type AccessToken } from "../datadog";
import { sleepsThrough } from "../datadog/http/clock";
import { omitUndefined } from "../datadog/token/omit-undefined";
import { recordKey, type RevocationRecord } from "../schema/revocation-record";
import { ConfigurationError } from "../session/configuration-error";
import { byAccountSite } from "../messages/wording";
import { forEachOf } from "../tasks/for-each";
import {
  observationSeconds,
  observationSecondsFor,
  questionsAtOnce,
  type RevocationContext,
} from "./context";
import type { Observation, Observations } from "./observation";
import { tryTokenList } from "./list-tokens";
import {
  addressOf,
  isAddressed,
  isOfOtherOwner,
  ownerOf,
  type TokenAddress,
} from "./service-tokens/token-address";

/** Tells for how long a number of tokens of one account and site may be asked for, in seconds. */
export type SecondsFor = (tokens: number) => number;

/**
 * Asks once what the tokens are, within the time of one observation: for the record, never a reason to wait. Whatever
 * goes wrong with that is `notKnown`, never a reason to fail what follows. An account that can't be asked at all is no
 * reason not to deal with the tokens of the others.
 *
 * @throws ConfigurationError if no account can be asked, as without credentials.
 */
export async function observe(
  records: readonly RevocationRecord[],
  context: RevocationContext,
  secondsFor: SecondsFor = observationSecondsFor,
): Promise<Observations> {
  const observed = new Map<string, Observation>();
  for (const record of records) {
    const reading = context.readings.observationOf(record);
    if (reading !== undefined) {
      observed.set(recordKey(record), reading);
    }
  }
  const open = records.filter((record) => !observed.has(recordKey(record)));
  const ofAccounts = byAccountSite(open);
  const settled = await Promise.allSettled(
    ofAccounts.map((ofAccount) => observeSite(ofAccount, observed, context, secondsFor(ofAccount.length))),
  );
  const failures = settled.flatMap((each) => (each.status === "rejected" ? [each.reason as unknown] : []));
  const isNoReason = failures.length < ofAccounts.length && failures.every(isAboutSettings);
  if (failures.length > 0 && !isNoReason) {
    throw failures[0];
  }
  settled.forEach(({ status }, index) => {
    for (const record of status === "rejected" ? (ofAccounts[index] ?? []) : []) {
      observed.set(recordKey(record), { seen: "notKnown" });
    }
  });
  return observed;
}

function isAboutSettings(error: unknown): boolean {
  return error instanceof ConfigurationError;
}

async function observeSite(
  records: readonly [RevocationRecord, ...RevocationRecord[]],
  observed: Map<string, Observation>,
  context: RevocationContext,
  deadlineSeconds: number,
): Promise<void> {
  const { clock } = context;
  const client = context.client(records[0]);
  const deadline = clock.now() + deadlineSeconds * 1000;
  const list = await tryTokenList(client, records.length, {
    clock,
    deadlineSeconds,
    isProof: false,
    // With so many tokens the list gets more time: each token that it shows saves a request after the DELETEs.
    mayWait: deadlineSeconds > observationSeconds,
    known: context.readings.pagesOf(client),
  });
  await forEachOf(records, questionsAtOnce, async (record) => {
    const listed = list?.alive.get(record.tokenId);
    observed.set(
      recordKey(record),
      listed === undefined
        ? await observeOne(record, deadline, context)
        : { ...aliveAs(record, listed), isListed: true },
    );
  });
}

async function observeOne(
  record: RevocationRecord,
  deadline: number,
  context: RevocationContext,
): Promise<Observation> {
  const isTimeUp = () => context.clock.now() >= deadline;
  if (isTimeUp()) {
    return { seen: "notKnown" };
  }
  try {
    const address = await addressInTime(record, deadline, context);
    if (address === undefined) {
      return { seen: "absent" };
    }
    if (address === "late" || isTimeUp()) {
      return { seen: "notKnown" };
    }
    const deadlineSeconds = (deadline - context.clock.now()) / 1000;
    const client = context.client(record);
    const token = await client.find(record.tokenId, { ...address, deadlineSeconds, retry: false });
    return token === undefined || token.isRevoked ? { seen: "absent" } : aliveAs(record, token);
  } catch (error) {
    const status = error instanceof DatadogError ? error.status : undefined;
    return { seen: "notKnown", ...(status !== undefined && { status }) };
  }
}

/** Finding a service token's account on the list may take a minute. Its own DELETE waits for that; those of others must not. */
async function addressInTime(
  record: RevocationRecord,
  deadline: number,
  context: RevocationContext,
): Promise<TokenAddress | undefined | "late"> {
  if (isAddressed(record)) {
    return addressOf(record, context);
  }
  const { clock } = context;
  const found = new AbortController();
  const late = sleepsThrough(clock, Math.max(deadline - clock.now(), 0), found.signal);
  try {
    return await Promise.race([addressOf(record, context), late.then(() => "late" as const)]);
  } finally {
    found.abort();
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
