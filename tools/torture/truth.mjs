import { recordedRevocations } from "../../dist/provider/schema/recorded-revocations.js";

/** @typedef {import("../../dist/provider/schema/revocation-record.js").RevocationRecord} RevocationRecord */
/** @typedef {import("./datadog.mjs").SeenRequest} SeenRequest */

/** The difference between the clocks of two processes on one machine, as each counts on from its start: milliseconds. */
const clockToleranceMs = 100;

/**
 * The records of all resources in a state.
 *
 * @param {{ type: string, outputs?: Record<string, unknown> }[]} resources
 * @returns {RevocationRecord[]}
 */
export function recordsOf(resources) {
  return resources.flatMap(({ type, outputs = {} }) => recordedRevocations({ type, props: outputs }));
}

/**
 * Sentences on records that were written before they were true: that say of a token that it is revoked or gone, though
 * Datadog had answered no DELETE of it at that time.
 *
 * @param {RevocationRecord[]} records
 * @param {readonly SeenRequest[]} requests
 * @param {{ writtenAt: number }} state the time at which the state was written
 * @returns {string[]}
 */
export function untimely(records, requests, { writtenAt }) {
  const died = new Map();
  for (const { method, tokenId, status, at } of requests) {
    if (method === "DELETE" && status === 204 && !died.has(tokenId)) {
      died.set(tokenId, at);
    }
  }
  return records.flatMap(({ tokenId, revokedAt, verifiedAt, unfinished, status }) => {
    const since = died.get(tokenId) ?? Infinity;
    const isClaimed = unfinished === undefined && status !== "armed";
    const isTooEarly = (/** @type {string | undefined} */ time) =>
      time !== undefined && Date.parse(time) + clockToleranceMs < since;
    return [
      ...(isClaimed && writtenAt < since ? [`${tokenId} was on record before its DELETE`] : []),
      ...(isTooEarly(revokedAt) ? [`${tokenId} has a revokedAt before its DELETE`] : []),
      ...(isTooEarly(verifiedAt) ? [`${tokenId} has a verifiedAt before its DELETE`] : []),
    ];
  });
}

/**
 * Says so if a command of the way on has failed.
 *
 * @param {import("./processes.mjs").End} end
 * @returns {string[]}
 */
export function failureOf({ exitCode, printed }) {
  return exitCode === 0 ? [] : [`the way on has failed (${exitCode}): ${printed}`];
}

/**
 * Sentences on what is not as it has to be once the way on was taken.
 *
 * @param {import("./stack.mjs").Stack} stack
 * @param {import("./incident.mjs").Incident} incident
 */
export async function faultsAtTheEnd(stack, { datadog, declared }) {
  const after = await stack.exported();
  return [
    ...untimely(after.records, datadog.requests, { writtenAt: Date.now() }),
    ...(await unfinishedWork(after, datadog, declared)),
  ];
}

/**
 * Sentences on what is not as it has to be at the end: each declared token is dead, proven and on record once, and
 * nothing else was touched.
 *
 * @param {{ records: RevocationRecord[], pending: number }} state
 * @param {import("./datadog.mjs").Datadog} datadog
 * @param {readonly string[]} declared
 * @returns {Promise<string[]>}
 */
async function unfinishedWork({ records, pending }, datadog, declared) {
  const { alive, violations } = await datadog.report();
  const isDeclared = new Set(declared);
  const proven = records.filter((each) => each.verifiedAt !== undefined && each.unfinished === undefined);
  const touched = datadog.requests.filter(
    ({ method, tokenId = "" }) => method === "DELETE" && !isDeclared.has(tokenId),
  );
  const others = datadog.tokens.length - declared.length;
  const living = alive.filter((each) => isDeclared.has(each)).length;
  return [
    ...(living > 0 ? [`${living} tokens are alive`] : []),
    ...(alive.length - living === others ? [] : ["a token is dead that nobody declared"]),
    ...(touched.length > 0 ? ["a DELETE was sent of a token that nobody declared"] : []),
    ...(pending > 0 ? [`${pending} operations are pending`] : []),
    ...(records.length === declared.length ? [] : [`${records.length} records of ${declared.length} tokens`]),
    ...(proven.length === records.length ? [] : [`${records.length - proven.length} records are not proven`]),
    ...(violations.length > 0 ? [`${violations.length} ill-formed requests`] : []),
  ];
}
