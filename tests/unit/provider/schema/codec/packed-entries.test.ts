import * as fc from "fast-check";
import { packEntries, unpackEntries } from "../../../../../provider/schema/codec/packed-entries";
import { unknownValue } from "../../../../../provider/schema/unknown";
import * as arbitrary from "../../../../support/lifecycle/arbitrary-records";
import { entriesOf, idsOf } from "../../../../support/lifecycle/batch-under-test";

const many = idsOf(1_001);
const [first = "", second = ""] = many;

describe("the entries of a batch, as the engine keeps them", () => {
  test("a thousand are a map, whose change is shown entry by entry", () => {
    const entries = entriesOf(many.slice(0, 1_000));
    expect(packEntries(entries)).toBe(entries);
  });

  test("more are a text, a line for each token with what is said of it", () => {
    const packed: unknown = packEntries({ ...entriesOf(many), [second]: { reason: "in a log\nof CI" } });
    expect((packed as string).split("\n").slice(0, 2)).toEqual([
      first,
      `${second} {"reason":"in a log\\nof CI"}`,
    ]);
  });

  test("every batch is read as it was written", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.uuid(), arbitrary.entry), (some) => {
        const entries = { ...entriesOf(many), ...some };
        expect(unpackEntries(packEntries(entries))).toEqual(entries);
      }),
      { numRuns: 20 },
    );
  });

  test("what is no map passes as it is", () => {
    for (const given of [undefined, null, 7, unknownValue, [1]]) {
      expect(packEntries(given)).toBe(given);
      expect(unpackEntries(given)).toBe(given);
    }
  });

  test("what stands behind an id and is no JSON is its entry, for the check to refuse", () => {
    expect(unpackEntries(`${first} {"reason":`)).toEqual({ [first]: '{"reason":' });
  });
});
