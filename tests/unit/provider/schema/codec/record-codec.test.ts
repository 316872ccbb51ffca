import * as fc from "fast-check";
import {
  decodeRecord,
  encodeRecord,
  type EncodedRecord,
} from "../../../../../provider/schema/codec/record-codec";
import { recordWords, time } from "../../../../support/lifecycle/arbitrary-records";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const alias = "1dm1op4lL89nV8pt94Tdk8";
const dashes = "-".repeat(8);

const words: fc.Arbitrary<EncodedRecord> = fc
  .tuple(fc.uuid(), recordWords)
  .map(([tokenId, { organization: _, seenBy: __, ...said }]) => ({ tokenId, ...said }));
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

const letters = [
  { letter: "r", status: "revoked" },
  { letter: "a", status: "alreadyRevoked" },
  { letter: "w", status: "armed" },
  { letter: "u", status: "revoked", unfinished: "verification" },
  { letter: "v", status: "alreadyRevoked", unfinished: "verification" },
  { letter: "x", status: "revoked", unfinished: "aliveAgain" },
  { letter: "y", status: "alreadyRevoked", unfinished: "aliveAgain" },
] as const;

test.each(letters)("the letter $letter says $status, unfinished: $unfinished", ({ letter, ...said }) => {
  const text = encodeRecord([{ tokenId, ...said }]);
  expect(text).toBe(`${alias}${letter}${dashes}${dashes}`);
  expect(decodeRecord(text)).toEqual([{ tokenId, ...said }]);
});

test("the first time of a token that was not revoked by us is that at which it was not found", () => {
  const record: EncodedRecord = {
    tokenId,
    status: "alreadyRevoked",
    notFoundAt: "2026-11-24T10:00:00.456Z",
  };
  const at = Date.parse("2026-11-24T10:00:00.456Z").toString(36);
  expect(encodeRecord([record])).toBe(`${alias}a${at}${dashes}`);
  expect(decodeRecord(encodeRecord([record]))).toEqual([record]);
});

const lastOf2058 = new Date("2059-01-01").getTime();
const year2060 = new Date("2060-01-01").getTime();

test.each([
  { clock: "until 2059", from: new Date("2020-01-01").getTime(), to: lastOf2058, characters: 40 },
  { clock: "beyond 2059", from: year2060, to: new Date("5000-01-01").getTime(), characters: 42 },
])(
  "a token takes $characters characters by a clock $clock, and is read again",
  ({ from, to, characters }) => {
    const at = fc.integer({ min: from, max: to }).map((ms) => new Date(ms).toISOString());
    const revoked = fc.record({
      tokenId: fc.uuid(),
      status: fc.constant("revoked" as const),
      revokedAt: at,
      verifiedAt: at,
    });
    fc.assert(
      fc.property(fc.uniqueArray(revoked, { selector: (each) => each.tokenId }), (revocations) => {
        const text = encodeRecord(revocations);
        expect(text).toHaveLength(Math.max(revocations.length * characters - 1, 0));
        expect(decodeRecord(text)).toHaveLength(revocations.length);
      }),
    );
  },
);

test("a time is kept to the millisecond", () => {
  fc.assert(
    fc.property(fc.uuid(), time, (tokenId, revokedAt) => {
      const [decoded] = decodeRecord(encodeRecord([{ tokenId, status: "revoked", revokedAt }]));
      expect(decoded?.revokedAt).toBe(revokedAt);
    }),
  );
});

test.each([
  { damage: "no record", text: "nonsense" },
  { damage: "a token without its status", text: alias },
  { damage: "an alias of more than 128 bits", text: `${"z".repeat(22)}r${dashes}${dashes}` },
  { damage: "an unknown status", text: `${alias}z${dashes}${dashes}` },
  { damage: "a status that every object knows", text: `${alias}toString${dashes}` },
  { damage: "times of different lengths", text: `${alias}r0mwuiwy4omwuiwy4o` },
  { damage: "a time that is cut short", text: `${alias}r${dashes}mhw3x` },
  { damage: "a time that is none", text: `${alias}rmhw!x--0${dashes}` },
  { damage: "a second token that is cut short", text: `${alias}r${dashes}${dashes} ${alias}` },
])("a record with $damage is an error, never an empty record", ({ text }) => {
  expect(() => decodeRecord(text)).toThrow("The batch's record in the state is damaged");
});
