import * as fc from "fast-check";
import { sites } from "../../../provider/datadog/token/sites";
import { omitUndefined } from "../../../provider/datadog/token/omit-undefined";
import { onNotFoundValues, revokeOnValues } from "../../../provider/schema/options";
import type { RevocationEntry } from "../../../provider/schema/revocation-entry";
import type { RevocationEvidence, RevocationRecord } from "../../../provider/schema/revocation-record";

/** Any time that a record may tell, ISO 8601 UTC: also one of a clock that is far ahead. */
export const time = fc
  .date({ min: new Date("2020-01-01"), max: new Date("9999-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

type RecordWords = Pick<
  RevocationRecord,
  "status" | "revokedAt" | "verifiedAt" | "notFoundAt" | "organization" | "unfinished" | "seenBy"
>;

const revoked = fc.constant("revoked" as const);
const alreadyRevoked = fc.constant("alreadyRevoked" as const);
const verification = fc.constant("verification" as const);
const aliveAgain = fc.constant("aliveAgain" as const);

/** All that may have become of a token, in whatever organisation, or in one that could not be told. */
export const recordWords: fc.Arbitrary<RecordWords> = fc
  .tuple(
    fc.oneof(
      fc.record({ status: revoked, revokedAt: time, verifiedAt: time }),
      fc.record({ status: revoked, revokedAt: time }),
      fc.record({ status: revoked, revokedAt: time, unfinished: verification }),
      fc.record({ status: revoked, revokedAt: time, unfinished: aliveAgain }),
      fc.record({ status: alreadyRevoked, verifiedAt: time }),
      fc.record({ status: alreadyRevoked, notFoundAt: time }),
      fc.record({ status: alreadyRevoked, notFoundAt: time, unfinished: verification }),
      fc.record({ status: alreadyRevoked, unfinished: verification }),
      fc.record({ status: alreadyRevoked, unfinished: aliveAgain }),
      fc.record({ status: alreadyRevoked }),
      fc.record({ status: fc.constant("armed" as const) }),
    ),
    fc.option(fc.uuid(), { nil: undefined }),
    fc.option(fc.uuid(), { nil: undefined }),
  )
  .map(([words, organization, user]) => ({
    ...words,
    ...omitUndefined({ organization, seenBy: "unfinished" in words ? user : undefined }),
  }));

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
