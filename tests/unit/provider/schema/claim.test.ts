import * as fc from "fast-check";
import { claimOf, claims, type Claim } from "../../../../provider/schema/claim";
import type { RevocationRecord } from "../../../../provider/schema/revocation-record";
import { recordWords } from "../../../support/lifecycle/arbitrary-records";
import { longAgo } from "../../../support/lifecycle/provider-under-test";

type Words = Pick<RevocationRecord, "status"> & Partial<RevocationRecord>;

const rows: { record: Words; claim: Claim }[] = [
  { record: { status: "revoked", revokedAt: longAgo, verifiedAt: longAgo }, claim: "provenRevoked" },
  { record: { status: "alreadyRevoked", verifiedAt: longAgo }, claim: "provenGone" },
  { record: { status: "revoked", revokedAt: longAgo }, claim: "unproven" },
  { record: { status: "alreadyRevoked", notFoundAt: longAgo }, claim: "acceptedNotFound" },
  { record: { status: "armed" }, claim: "toBeDone" },
  { record: { status: "revoked", unfinished: "verification" }, claim: "toBeDone" },
  {
    record: { status: "alreadyRevoked", notFoundAt: longAgo, unfinished: "verification" },
    claim: "toBeDone",
  },
  { record: { status: "revoked", revokedAt: longAgo, unfinished: "aliveAgain" }, claim: "toBeDone" },
];

test.each(rows)("a record that says $record claims: $claim", ({ record, claim }) => {
  expect(claimOf(record)).toBe(claim);
});

test("there is a row for each claim, and each has its own words", () => {
  expect(new Set(rows.map(({ claim }) => claim))).toEqual(new Set(Object.keys(claims)));
  expect(new Set(Object.values(claims).map(({ words }) => words)).size).toBe(Object.keys(claims).length);
});

test("nothing is a proof but a verified record with nothing left to be done", () => {
  fc.assert(
    fc.property(recordWords, (record) => {
      const isProof = record.verifiedAt !== undefined && record.unfinished === undefined;
      expect(claims[claimOf(record)].isProof).toBe(isProof && record.status !== "armed");
    }),
  );
});
