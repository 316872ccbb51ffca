import * as fc from "fast-check";
import { decodeRecord, encodeRecord, type EncodedRecord } from "../../../../provider/schema/record-codec";
import { recordWords, time } from "../../../support/arbitrary-records";

const words: fc.Arbitrary<EncodedRecord> = fc
  .tuple(fc.uuid(), recordWords)
  .map(([tokenId, said]) => ({ tokenId, ...said }));
const record = fc.uniqueArray(words, { selector: ({ tokenId }) => tokenId });

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

test("a time is kept to the millisecond", () => {
  fc.assert(
    fc.property(fc.uuid(), time, (tokenId, revokedAt) => {
      const [decoded] = decodeRecord(encodeRecord([{ tokenId, status: "revoked", revokedAt }]));
      expect(decoded?.revokedAt).toBe(revokedAt);
    }),
  );
});

const alias = "1dm1op4lL89nV8pt94Tdk8";
const dashes = "-".repeat(8);

test.each([
  { damage: "no record", text: "nonsense" },
  { damage: "a token without its status", text: alias },
  { damage: "an alias of more than 128 bits", text: `${"z".repeat(22)}r${dashes}${dashes}` },
  { damage: "an unknown status", text: `${alias}x${dashes}${dashes}` },
  { damage: "a time that is cut short", text: `${alias}r${dashes}mhw3x` },
  { damage: "a time that is none", text: `${alias}rmhw!x--0${dashes}` },
  { damage: "a second token that is cut short", text: `${alias}r${dashes}${dashes} ${alias}` },
])("a record with $damage is an error, never an empty record", ({ text }) => {
  expect(() => decodeRecord(text)).toThrow("The batch's record in the state is damaged");
});
