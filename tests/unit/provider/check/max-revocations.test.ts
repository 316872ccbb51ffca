import { MaxRevocations } from "../../../../provider/check/max-revocations";
import type { BatchInputs } from "../../../../provider/schema/batch-inputs";
import { recordKey } from "../../../../provider/schema/revocation-record";
import { unknownValue } from "../../../../provider/schema/unknown";
import { inputsOf } from "../../../support/lifecycle/batch-under-test";

type Entries = BatchInputs["revocations"];

const cap = (most: number) => ({ most, name: "datadog:maxRevocations" });
const single = (tokenId: string, more = {}) => ({ tokenId, site: "datadoghq.eu", revokeOn: "both", ...more });
const batch = (tokens: string[] | Entries, more: Partial<BatchInputs> = {}) => ({
  ...inputsOf(tokens, more),
});
const list = (tokens: string[] | Entries) => batch(tokens, { file: "revocations.yaml" });
const unknown = unknownValue as unknown as Entries;

test("single revocations and batches count together, and the message says how many there are and how to allow them", () => {
  const counting = new MaxRevocations();
  expect(counting.problemWithInputs({}, single("a"), cap(3))).toBeUndefined();
  expect(counting.problemWithInputs({}, batch(["b", "c"]), cap(3))).toBeUndefined();
  expect(counting.problemWithInputs({}, single("d"), cap(3))).toBe(
    "4 new revocations so far in this run, and datadog:maxRevocations allows 3. They are a, b, c, d. A revocation has no way back. If all of them are meant, allow them for this run with DD_MAX_REVOCATIONS=4, or for the stack with pulumi config set datadog:maxRevocations 4.",
  );
});

test.each<{ what: string; olds: object; news: object; count: number }>([
  { what: "a new single one", olds: {}, news: single("a"), count: 1 },
  { what: "one that is there already", olds: single("a"), news: single("a"), count: 0 },
  { what: "another reason", olds: single("a"), news: single("a", { reason: "r" }), count: 0 },
  { what: "another token", olds: single("a"), news: single("b"), count: 1 },
  { what: "another site", olds: single("a"), news: single("a", { site: "datadoghq.com" }), count: 1 },
  {
    what: "an account in place of any",
    olds: single("a", { account: "any" }),
    news: single("a", { account: "prod" }),
    count: 0,
  },
  {
    what: "any account in place of one",
    olds: batch(["a", "b"], { account: "prod" }),
    news: batch(["a", "b", "c"], { account: "any" }),
    count: 1,
  },
  {
    what: "another account",
    olds: single("a", { account: "eu" }),
    news: single("a", { account: "prod" }),
    count: 1,
  },
  { what: "one that waits for its end", olds: {}, news: single("a", { revokeOn: "delete" }), count: 0 },
  {
    what: "one that no longer waits for its end",
    olds: single("a", { revokeOn: "delete" }),
    news: single("a"),
    count: 1,
  },
  {
    what: "one that is revoked at its creation only",
    olds: {},
    news: single("a", { revokeOn: "create" }),
    count: 1,
  },
  { what: "a token that is not known yet", olds: {}, news: single(unknownValue), count: 1 },
  { what: "a new batch", olds: {}, news: batch(["a", "b"]), count: 2 },
  { what: "a batch that is there already", olds: batch(["a", "b"]), news: batch(["a", "b"]), count: 0 },
  { what: "a batch that grows and shrinks", olds: batch(["a", "b"]), news: batch(["b", "c", "d"]), count: 2 },
  {
    what: "a batch that waits for its end",
    olds: {},
    news: batch(["a", "b"], { revokeOn: "delete" }),
    count: 0,
  },
  {
    what: "a batch that no longer waits",
    olds: batch(["a", "b"], { revokeOn: "delete" }),
    news: batch(["a", "b"]),
    count: 2,
  },
  {
    what: "a batch that moves to another site",
    olds: batch(["a", "b"]),
    news: batch(["a", "b"], { site: "datadoghq.com" }),
    count: 2,
  },
  {
    what: "a batch whose tokens are not known yet",
    olds: {},
    news: batch([], { revocations: unknown }),
    count: 1,
  },
  { what: "an empty batch", olds: {}, news: batch([]), count: 0 },
  {
    what: "new entries",
    olds: {},
    news: list({ a: {}, b: { revokeOn: "create" }, c: { reason: "r" } }),
    count: 3,
  },
  { what: "other words of an entry", olds: list({ a: {} }), news: list({ a: { reason: "r" } }), count: 0 },
  {
    what: "an entry that waits for its end",
    olds: {},
    news: list({ a: { revokeOn: "delete" }, b: {} }),
    count: 1,
  },
  {
    what: "an entry that no longer waits",
    olds: list({ a: { revokeOn: "delete" } }),
    news: list({ a: {} }),
    count: 1,
  },
  {
    what: "an entry that moves to another site",
    olds: list({ a: {}, b: {} }),
    news: list({ a: { site: "ddog-gov.com" }, b: {} }),
    count: 1,
  },
  { what: "entries that are taken out", olds: list(["a", "b"]), news: list([]), count: 0 },
  {
    what: "an entry that waited for its end and is taken out",
    olds: list({ a: { revokeOn: "delete" }, b: {} }),
    news: list([]),
    count: 1,
  },
  {
    what: "a batch that waited for its end and loses a token",
    olds: batch(["a", "b"], { revokeOn: "delete" }),
    news: batch(["b"], { revokeOn: "delete" }),
    count: 1,
  },
  {
    what: "an entry that waited for its end on a site that it leaves",
    olds: list({ a: { revokeOn: "delete" } }),
    news: list({ a: { revokeOn: "delete", site: "ddog-gov.com" } }),
    count: 1,
  },
  {
    what: "an armed batch whose tokens are not known yet",
    olds: batch(["a"], { revokeOn: "delete" }),
    news: batch([], { revokeOn: "delete", revocations: unknown }),
    count: 0,
  },
])("$what counts as it should", ({ olds, news, count }) => {
  const problem = new MaxRevocations().problemWithInputs({ ...olds }, { ...news }, cap(0));
  expect(Number(problem?.split(" ", 1)[0] ?? 0)).toBe(count);
});

test("a list that is too much alone is named by its file", () => {
  const counting = new MaxRevocations();
  expect(counting.problemWithInputs({}, list(["a", "b"]), cap(1))).toMatch(
    /^2 new revocations in revocations\.yaml, and /,
  );
  expect(counting.problemWithInputs({}, list(["c"]), cap(1))).toMatch(
    /^3 new revocations so far in this run, and /,
  );
});

test("a token counts once, however often the engine checks it", () => {
  const counting = new MaxRevocations();
  for (const olds of [single("x"), {}, {}]) {
    counting.problemWithInputs({ ...olds }, single("a"), cap(1));
  }
  expect(counting.problemWithInputs({}, batch(["a"]), cap(1))).toBeUndefined();
});

test("each value that is not known yet counts on its own", () => {
  const counting = new MaxRevocations();
  counting.problemWithInputs({}, single(unknownValue), cap(1));
  expect(counting.problemWithInputs({}, batch([], { revocations: unknown }), cap(1))).toMatch(
    /^2 new revocations/,
  );
});

test("tokens of which the inputs tell nothing count with the others, and once", () => {
  const counting = new MaxRevocations();
  const tokens = ["a", "b"].map((tokenId) => ({ tokenId, site: "datadoghq.eu" as const }));
  expect(counting.problemWithInputs({}, single("a"), cap(1))).toBeUndefined();
  const [first, second] = [tokens.slice(0, 1), tokens.slice(1)];
  const revokedAndTakenOut = { revoked: first, takenOut: second };
  expect(counting.problemWithTokens(revokedAndTakenOut, undefined, cap(2))).toBeUndefined();
  expect(counting.problemWithTokens({ revoked: tokens, takenOut: tokens }, undefined, cap(1))).toMatch(
    /^2 new revocations so far in this run/,
  );
  expect(counting.problemWithTokens({ revoked: [], takenOut: [] }, undefined, cap(1))).toBeUndefined();
});

test("an armed token that moves to another list counts until that list declares it, and then no more", () => {
  const declared = new Set<string>();
  const counting = new MaxRevocations((token) => declared.has(recordKey(token)));
  const armed = { revokeOn: "delete" } as const;
  expect(counting.problemWithInputs(batch(["a"], armed), batch([], armed), cap(1))).toBeUndefined();
  expect(counting.problemWithInputs({}, single("b"), cap(1))).toMatch(/^2 new revocations so far/);
  declared.add("datadoghq.eu a");
  expect(counting.problemWithInputs({}, batch(["a"], armed), cap(1))).toBeUndefined();
  expect(counting.problemWithInputs({}, single("b"), cap(1))).toBeUndefined();
});

test("without a cap nothing is too much", () => {
  const many = Array.from({ length: 1000 }, (_, index) => String(index));
  expect(new MaxRevocations().problemWithInputs({}, batch(many), undefined)).toBeUndefined();
});
