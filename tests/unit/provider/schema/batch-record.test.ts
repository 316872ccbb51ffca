import * as fc from "fast-check";
import {
  decodeRecord,
  encodeRecord,
  type RecordedRevocation,
} from "../../../../provider/schema/batch-record";

const time = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2050-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const revocation: fc.Arbitrary<RecordedRevocation> = fc.oneof(
  fc.record({
    tokenId: fc.uuid(),
    status: fc.constant("revoked" as const),
    revokedAt: time,
    verifiedAt: time,
  }),
  fc.record({
    tokenId: fc.uuid(),
    status: fc.constant("revoked" as const),
    revokedAt: time,
    unfinished: fc.constant("verification" as const),
  }),
  fc.record({ tokenId: fc.uuid(), status: fc.constant("alreadyRevoked" as const), verifiedAt: time }),
  fc.record({ tokenId: fc.uuid(), status: fc.constant("alreadyRevoked" as const) }),
  fc.record({ tokenId: fc.uuid(), status: fc.constant("armed" as const) }),
);
const record = fc.uniqueArray(revocation, { selector: ({ tokenId }) => tokenId });

test("what is written is read again, sorted by id", () => {
  fc.assert(
    fc.property(record, (revocations) => {
      const sorted = [...revocations].sort((one, other) => (one.tokenId < other.tokenId ? -1 : 1));
      expect(decodeRecord(encodeRecord(revocations))).toEqual(sorted);
    }),
  );
});

test("the order of tokens makes no difference to the text", () => {
  fc.assert(
    fc.property(
      record,
      (revocations) => encodeRecord(revocations) === encodeRecord([...revocations].reverse()),
    ),
  );
});

test("a token takes 40 characters", () => {
  fc.assert(
    fc.property(
      record,
      (revocations) => encodeRecord(revocations).length === Math.max(revocations.length * 40 - 1, 0),
    ),
  );
});

test.each([
  "nonsense",
  "1dm1op4lL89nV8pt94Tdk8",
  `${"z".repeat(22)}r${"-".repeat(16)}`,
  `1dm1op4lL89nV8pt94Tdk8x${"-".repeat(16)}`,
])("the damaged record %j is an error, never an empty record", (text) => {
  expect(() => decodeRecord(text)).toThrow("The batch's record in the state is damaged");
});
