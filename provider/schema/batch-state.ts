import type { Site } from "../datadog/token/sites";
import type { BatchInputs } from "./batch-inputs";
import { omitUndefined } from "../datadog/token/omit-undefined";
import { optionsOf, type OptionInputs } from "./option-inputs";
import { wordyEntries, type RevocationEntry } from "./revocation-entry";
import { decodeRecord, encodeRecord } from "./record-codec";
import { byKey, type RevocationEvidence, type RevocationRecord } from "./revocation-record";

/**
 * A batch in the state. The engine writes the whole state again after every resource, so a token of which the list says
 * nothing, and of which no evidence is recorded, takes 40 bytes here and 42 among the inputs.
 */
export interface BatchState extends OptionInputs {
  evidence: boolean;
  file?: string;
  /** The records of each site's tokens, as `encodeRecord` writes them. */
  record: Partial<Record<Site, string>>;
  /** The entries that say more than the defaults, by token id. */
  entries?: Record<string, RevocationEntry>;
  /** The tokens as Datadog described them before their DELETE, by token id; absent if none is recorded. */
  tokenEvidence?: Record<string, RevocationEvidence>;
  revokedCount: number;
  alreadyRevokedCount: number;
}

/** The state that follows from inputs and records: a fresh object, absent fields left out. */
export function batchStateOf(
  inputs: Omit<BatchInputs, "revocations">,
  entries: Readonly<Record<string, RevocationEntry>>,
  records: readonly RevocationRecord[],
): BatchState {
  const count = (status: RevocationRecord["status"]) =>
    records.filter((each) => each.status === status).length;
  const sorted = [...records].sort(byKey);
  const { evidence, file } = inputs;
  return {
    ...optionsOf(inputs),
    evidence,
    record: Object.fromEntries(
      [...Map.groupBy(sorted, ({ site }) => site)].map(([site, ofSite]) => [site, encodeRecord(ofSite)]),
    ),
    ...omitUndefined({
      file,
      entries: nonEmpty(wordyEntries({ ...leftOver(sorted, inputs, entries), ...entries })),
      tokenEvidence: evidence ? nonEmpty(evidenceOf(sorted)) : undefined,
    }),
    revokedCount: count("revoked"),
    alreadyRevokedCount: count("alreadyRevoked"),
  };
}

/** The records that a batch's state holds, sorted by site and id. */
export function recordsIn(state: Partial<BatchState>): RevocationRecord[] {
  const { entries = {}, tokenEvidence = {} } = state;
  return Object.entries(state.record ?? {}).flatMap(([site, text]) =>
    decodeRecord(text).map((encoded) => {
      const entry = ownValue(entries, encoded.tokenId);
      return {
        ...encoded,
        site: site as Site,
        revokeOn: entry?.revokeOn ?? state.revokeOn ?? "both",
        onNotFound: entry?.onNotFound ?? state.onNotFound ?? "accept",
        ...omitUndefined({ evidence: ownValue(tokenEvidence, encoded.tokenId) }),
      };
    }),
  );
}

/** The options of tokens that are no longer declared and still recorded: the next run must not take the new defaults for theirs. */
function leftOver(
  records: readonly RevocationRecord[],
  defaults: OptionInputs,
  declared: Readonly<Record<string, RevocationEntry>>,
): Record<string, RevocationEntry> {
  return Object.fromEntries(
    records
      .filter(({ tokenId }) => ownValue(declared, tokenId) === undefined)
      .map(({ tokenId, revokeOn, onNotFound }) => [
        tokenId,
        omitUndefined({
          revokeOn: revokeOn === defaults.revokeOn ? undefined : revokeOn,
          onNotFound: onNotFound === defaults.onNotFound ? undefined : onNotFound,
        }),
      ]),
  );
}

function evidenceOf(records: readonly RevocationRecord[]): Record<string, RevocationEvidence> {
  return Object.fromEntries(
    records.flatMap(({ tokenId, evidence }) =>
      evidence === undefined ? [] : [[tokenId, evidence] as const],
    ),
  );
}

function nonEmpty<Value extends object>(object: Value): Value | undefined {
  return Object.keys(object).length === 0 ? undefined : object;
}

/** The value of an object's own property: a name such as `toString` is nobody's entry. */
function ownValue<Value>(object: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
