import * as fc from "fast-check";
import { declaredIn, type BatchInputs } from "../../../../provider/schema/batch-inputs";
import { batchStateOf, recordsIn, type BatchState } from "../../../../provider/schema/batch-state";
import { omitUndefined } from "../../../../provider/datadog/token/omit-undefined";
import { byKey, type RevocationRecord } from "../../../../provider/schema/revocation-record";
import * as arbitrary from "../../../support/lifecycle/arbitrary-records";
import { inputsOf } from "../../../support/lifecycle/batch-under-test";

interface Batch {
  inputs: BatchInputs;
  records: RevocationRecord[];
}

const defaults = fc.record({
  site: arbitrary.site,
  revokeOn: arbitrary.revokeOn,
  onNotFound: arbitrary.onNotFound,
  verify: fc.boolean(),
  evidence: fc.boolean(),
});

interface ArbitraryToken {
  tokenId: string;
  entry: RevocationEntryOf;
  words: Pick<
    RevocationRecord,
    "status" | "revokedAt" | "verifiedAt" | "notFoundAt" | "organization" | "unfinished" | "seenBy"
  >;
  evidence: RevocationRecord["evidence"];
  /** A token that is no longer declared keeps the options of the time when it was. */
  leftOver?: Pick<RevocationRecord, "site" | "revokeOn" | "onNotFound"> | undefined;
}
type RevocationEntryOf = BatchInputs["revocations"][string];

const token: fc.Arbitrary<ArbitraryToken> = fc.record({
  tokenId: fc.uuid(),
  entry: arbitrary.entry,
  words: arbitrary.recordWords,
  evidence: fc.option(arbitrary.evidence, { nil: undefined }),
  leftOver: fc.option(
    fc.record({
      site: arbitrary.site,
      revokeOn: arbitrary.revokeOn,
      onNotFound: arbitrary.onNotFound,
    }),
    { nil: undefined },
  ),
});

const batch: fc.Arbitrary<Batch> = fc
  .tuple(defaults, fc.uniqueArray(token, { selector: ({ tokenId }) => tokenId }))
  .map(([options, tokens]) => {
    const declared = tokens.filter(({ leftOver }) => leftOver === undefined);
    const inputs: BatchInputs = {
      ...options,
      revocations: Object.fromEntries(declared.map(({ tokenId, entry }) => [tokenId, entry])),
    };
    const optionsOf = new Map(declaredIn(inputs).map((each) => [each.tokenId, each]));
    const records = tokens.map(({ tokenId, words, evidence, leftOver }) => {
      const own = leftOver ?? optionsOf.get(tokenId);
      const recorded = options.evidence ? evidence : undefined;
      return { ...own, tokenId, ...words, ...omitUndefined({ evidence: recorded }) } as RevocationRecord;
    });
    return { inputs, records };
  });

/** The engine keeps JSON. */
const kept = (state: BatchState) => JSON.parse(JSON.stringify(state)) as BatchState;
const stateOf = ({ inputs, records }: Batch) => kept(batchStateOf(inputs, inputs.revocations, records));

test("every record is read from the state as it was written, whatever its site, its entry, and whether it is still declared", () => {
  fc.assert(
    fc.property(batch, (each) => {
      expect(recordsIn(stateOf(each))).toEqual([...each.records].sort(byKey));
    }),
  );
});

test("a state that is read and written again, as by a refresh, is the same", () => {
  fc.assert(
    fc.property(batch, (each) => {
      const state = stateOf(each);
      expect(kept(batchStateOf(state, state.entries ?? {}, recordsIn(state)))).toEqual(state);
    }),
  );
});

test("the order of records and entries makes no difference to the state's text", () => {
  fc.assert(
    fc.property(batch, ({ inputs, records }) => {
      const reversed = Object.fromEntries(Object.entries(inputs.revocations).reverse());
      expect(JSON.stringify(batchStateOf(inputs, reversed, [...records].reverse()))).toBe(
        JSON.stringify(batchStateOf(inputs, inputs.revocations, records)),
      );
    }),
  );
});

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const record: RevocationRecord = {
  tokenId,
  site: "datadoghq.eu",
  revokeOn: "both",
  onNotFound: "accept",
  status: "alreadyRevoked",
};

test("a batch's state says nothing that there is not to say", () => {
  const inputs = inputsOf([tokenId], { retainOnDelete: true });
  expect(batchStateOf(inputs, inputs.revocations, [record])).toEqual({
    site: "datadoghq.eu",
    revokeOn: "both",
    onNotFound: "accept",
    verify: true,
    evidence: true,
    record: { "datadoghq.eu": `1dm1op4lL89nV8pt94Tdk8a${"-".repeat(16)}` },
    revokedCount: 0,
    alreadyRevokedCount: 1,
  });
});

test("a token that is left over keeps its options when the batch's defaults become others", () => {
  const state = batchStateOf(inputsOf([], { revokeOn: "create", onNotFound: "fail" }), {}, [record]);
  // By id and site: the same token may be declared anew on another site.
  expect(state.entries).toEqual({
    [`${tokenId} datadoghq.eu`]: { revokeOn: "both", onNotFound: "accept" },
  });
  expect(recordsIn(kept(state))).toEqual([record]);
});

test("a token that is left over is read with its options also from a state that names it by its id alone", () => {
  const state = batchStateOf(inputsOf([], { revokeOn: "create", onNotFound: "fail" }), {}, [record]);
  const old = { ...state, entries: { [tokenId]: { revokeOn: "both", onNotFound: "accept" } as const } };
  expect(recordsIn(kept(old))).toEqual([record]);
});

test("what the new entry of a token says does not count for the site that it left", () => {
  const entries = { [tokenId]: { site: "datadoghq.com", revokeOn: "delete" } } as const;
  const here: RevocationRecord = { ...record, site: "datadoghq.com", revokeOn: "delete", status: "armed" };
  const state = kept(batchStateOf(inputsOf(entries), entries, [record, here]));
  expect(recordsIn(state)).toEqual([here, record]);
  expect(kept(batchStateOf(state, state.entries ?? {}, recordsIn(state)))).toEqual(state);
});

test("the records of each organisation stand on their own, and those of none by the site alone", () => {
  const organization = "8dee7c38-00cb-11ea-a77b-8b5a08d3b091";
  const placed: RevocationRecord = {
    ...record,
    tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2",
    organization,
  };
  const inputs = inputsOf([tokenId, placed.tokenId]);
  const state = kept(batchStateOf(inputs, inputs.revocations, [record, placed]));
  expect(Object.keys(state.record)).toEqual(["datadoghq.eu", `datadoghq.eu ${organization}`]);
  expect(recordsIn(state)).toEqual([record, placed]);
});

test("a state without a record, which an interrupted run may leave, holds none", () => {
  expect(recordsIn({})).toEqual([]);
});

test("an id that is recorded in two accounts keeps what each of them said of it", () => {
  const here: RevocationRecord = { ...record, account: "prod", evidence: { name: "CI of production" } };
  const there: RevocationRecord = { ...record, evidence: { name: "another one" } };
  const state = batchStateOf(inputsOf([tokenId]), { [tokenId]: {} }, [there, here]);
  expect(recordsIn(kept(state))).toEqual([there, here].sort(byKey));
});
