import * as fc from "fast-check";
import { sites } from "../../provider/datadog/token/sites";
import { omitUndefined } from "../../provider/datadog/token/omit-undefined";
import { onNotFoundValues, revokeOnValues } from "../../provider/schema/options";
import type { RevocationEntry } from "../../provider/schema/revocation-entry";
import type { RevocationEvidence, RevocationRecord } from "../../provider/schema/revocation-record";

/** Any time that a record may tell, ISO 8601 UTC. */
export const time = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2050-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

type RecordWords = Pick<RevocationRecord, "status" | "revokedAt" | "verifiedAt" | "unfinished">;

/** All that may have become of a token. */
export const recordWords: fc.Arbitrary<RecordWords> = fc.oneof(
  fc.record({ status: fc.constant("revoked" as const), revokedAt: time, verifiedAt: time }),
  fc.record({ status: fc.constant("revoked" as const), revokedAt: time }),
  fc.record({
    status: fc.constant("revoked" as const),
    revokedAt: time,
    unfinished: fc.constant("verification" as const),
  }),
  fc.record({ status: fc.constant("alreadyRevoked" as const), verifiedAt: time }),
  fc.record({
    status: fc.constant("alreadyRevoked" as const),
    unfinished: fc.constant("verification" as const),
  }),
  fc.record({ status: fc.constant("alreadyRevoked" as const) }),
  fc.record({ status: fc.constant("armed" as const) }),
);

export const site = fc.constantFrom(...sites);
export const revokeOn = fc.constantFrom(...revokeOnValues);
export const onNotFound = fc.constantFrom(...onNotFoundValues);

function optional<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.option(value, { nil: undefined });
}

/** Any entry; most tokens of a batch have one that says nothing. */
export const entry: fc.Arbitrary<RevocationEntry> = fc
  .record({
    site: optional(site),
    revokeOn: optional(revokeOn),
    onNotFound: optional(onNotFound),
    reason: optional(fc.string()),
    ticket: optional(fc.string()),
    foundAt: optional(fc.array(fc.string(), { minLength: 1, maxLength: 3 })),
  })
  .map(omitUndefined);

/** Anything that Datadog may have said of a token. */
export const evidence: fc.Arbitrary<RevocationEvidence> = fc
  .record({
    name: optional(fc.string()),
    ownerId: optional(fc.uuid()),
    scopes: optional(fc.array(fc.string(), { maxLength: 3 })),
    createdAt: optional(time),
  })
  .map(omitUndefined);
