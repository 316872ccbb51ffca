import { accountSiteKey, anyAccount } from "../datadog/token/account-site";
import { declaredAs, type BatchInputs } from "./batch-inputs";
import { decodeGroup, encodeGroup } from "./codec/record-group";
import { omitUndefined } from "../datadog/token/omit-undefined";
import { optionsOf, type OptionInputs } from "./option-inputs";
import { nonEmptyEntries, type RevocationEntry } from "./revocation-entry";
import { decodeRecord, encodeRecord } from "./codec/record-codec";
import {
  byKey,
  isForAnyAccount,
  recordKey,
  type RevocationEvidence,
  type RevocationKey,
  type RevocationRecord,
} from "./revocation-record";

/**
 * A batch in the state. The engine writes the whole state again after every resource, so a token of which the list says
 * nothing, and of which no evidence is recorded, takes 40 bytes here and 42 among the inputs.
 */
export interface BatchState extends OptionInputs {
  evidence: boolean;
  file?: string;
  /** The records of each organisation's tokens, as `encodeRecord` writes them, by `encodeGroup`. */
  record: Record<string, string>;
  /** The entries that say more than the defaults, by token id. */
  entries?: Record<string, RevocationEntry>;
  /**
   * The tokens as Datadog described them before their DELETE, by token id; absent if none is recorded. An id that is recorded
   * in two accounts stands with its account and site: `<id> prod datadoghq.eu`.
   */
  tokenEvidence?: Record<string, RevocationEvidence>;
  /** The tokens that are done, by status: what is still to be done counts for none. */
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
    records.filter((each) => each.status === status && each.unfinished === undefined).length;
  const sorted = [...records].sort(byKey);
  const { evidence, file } = inputs;
  return {
    ...optionsOf(inputs),
    evidence,
    record: Object.fromEntries(
      [...Map.groupBy(sorted, encodeGroup)].map(([group, ofGroup]) => [group, encodeRecord(ofGroup)]),
    ),
    ...omitUndefined({
      file,
      entries: nonEmpty(nonEmptyEntries({ ...leftOver(sorted, inputs, entries), ...entries })),
      tokenEvidence: evidence ? nonEmpty(evidenceOf(sorted)) : undefined,
    }),
    revokedCount: count("revoked"),
    alreadyRevokedCount: count("alreadyRevoked"),
  };
}

/** The records that a batch's state holds, sorted by site and id. */
export function recordsIn(state: Partial<BatchState>): RevocationRecord[] {
  const { entries = {}, tokenEvidence = {} } = state;
  const records = Object.entries(state.record ?? {}).flatMap(([group, text]) => {
    const whose = decodeGroup(group);
    return decodeRecord(text).map((encoded): RevocationRecord => {
      const entry =
        ownValue(entries, placedKey({ ...encoded, ...whose })) ?? ownValue(entries, encoded.tokenId);
      const evidence =
        ownValue(tokenEvidence, placedKey({ ...encoded, ...whose })) ??
        ownValue(tokenEvidence, encoded.tokenId);
      return {
        ...encoded,
        ...whose,
        revokeOn: entry?.revokeOn ?? state.revokeOn ?? "both",
        onNotFound: entry?.onNotFound ?? state.onNotFound ?? "accept",
        ...omitUndefined({ evidence }),
      };
    });
  });
  return records.sort(byKey);
}

/** The key of a token whose id may stand in the record a second time, on another site or in another account. */
function placedKey(record: RevocationKey): string {
  return `${record.tokenId} ${isForAnyAccount(record) ? anyAccount : accountSiteKey(record)}`;
}

/** The options of tokens that are no longer declared and still recorded: the next run must not take the new defaults for theirs. */
function leftOver(
  records: readonly RevocationRecord[],
  defaults: OptionInputs,
  declared: Readonly<Record<string, RevocationEntry>>,
): Record<string, RevocationEntry> {
  const isDeclared = (record: RevocationRecord) => {
    const entry = ownValue(declared, record.tokenId);
    return (
      entry !== undefined && recordKey(declaredAs(record.tokenId, entry, defaults)) === recordKey(record)
    );
  };
  return Object.fromEntries(
    records
      .filter((record) => !isDeclared(record))
      .map((record) => {
        const { revokeOn, onNotFound } = record;
        // What the new entry of the same token says must not count for the old site.
        const isDeclaredElsewhere = Object.hasOwn(declared, record.tokenId);
        const isDefault = revokeOn === defaults.revokeOn && onNotFound === defaults.onNotFound;
        return [placedKey(record), isDeclaredElsewhere || !isDefault ? { revokeOn, onNotFound } : {}];
      }),
  );
}

function evidenceOf(records: readonly RevocationRecord[]): Record<string, RevocationEvidence> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { tokenId } of records) {
    (seen.has(tokenId) ? twice : seen).add(tokenId);
  }
  return Object.fromEntries(
    records.flatMap((record) => {
      const { tokenId, evidence } = record;
      return evidence === undefined
        ? []
        : [[twice.has(tokenId) ? placedKey(record) : tokenId, evidence] as const];
    }),
  );
}

function nonEmpty<Value extends object>(object: Value): Value | undefined {
  return Object.keys(object).length === 0 ? undefined : object;
}

/** The value of an object's own property: a name such as `toString` is nobody's entry. */
function ownValue<Value>(object: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
