import { problemWithList, RevocationCap } from "../../../../provider/check/max-revocations";
import type { DeclaredRevocation } from "../../../../provider/resources/revocation-list-record";
import { Settings } from "../../../../provider/session/settings";
import { unknownValue } from "../../../../provider/schema/unknown";
import { providerUnderTest } from "../../../support/provider-under-test";
import { InMemoryDatadog } from "../../../support/in-memory-datadog";

const cap = (most: number) => ({ most, name: "datadog:maxRevocations" });
const single = (tokenId: string, more = {}) => ({ tokenId, site: "datadoghq.eu", revokeOn: "both", ...more });
const batch = (tokenIds: string[], more = {}) => ({
  tokenIds,
  site: "datadoghq.eu",
  revokeOn: "both",
  ...more,
});

test("singles and batches count together, and the message says how many there are and how to allow them", () => {
  const counting = new RevocationCap();
  expect(counting.problemWith({}, single("a"), cap(3))).toBeUndefined();
  expect(counting.problemWith({}, batch(["b", "c"]), cap(3))).toBeUndefined();
  expect(counting.problemWith({}, single("d"), cap(3))).toBe(
    "4 new revocations so far in this run, and datadog:maxRevocations allows 3. A revocation has no way back. If all of them are meant, allow them for this run with DD_MAX_REVOCATIONS=4, or for the stack with pulumi config set datadog:maxRevocations 4.",
  );
});

test.each<[string, object, object, number]>([
  ["a new single one", {}, single("a"), 1],
  ["one that is there already", single("a"), single("a"), 0],
  ["another reason", single("a"), single("a", { reason: "r" }), 0],
  ["another token", single("a"), single("b"), 1],
  ["another site", single("a"), single("a", { site: "datadoghq.com" }), 1],
  ["one that waits for its end", {}, single("a", { revokeOn: "delete" }), 0],
  ["one that no longer waits for its end", single("a", { revokeOn: "delete" }), single("a"), 1],
  ["one that is revoked at its creation only", {}, single("a", { revokeOn: "create" }), 1],
  ["a token that is not known yet", {}, single(unknownValue), 1],
  ["a new batch", {}, batch(["a", "b"]), 2],
  ["a batch that grows and shrinks", batch(["a", "b"]), batch(["b", "c", "d"]), 2],
  ["a batch whose tokens are not known yet", {}, batch([], { tokenIds: unknownValue }), 1],
  ["a batch with tokens that are not known yet", {}, batch(["a", unknownValue, unknownValue]), 3],
])("%s counts as it should", (_, olds, news, count) => {
  const counting = new RevocationCap();
  const problem = counting.problemWith({ ...olds }, { ...news }, cap(0));
  expect(Number(problem?.split(" ", 1)[0] ?? 0)).toBe(count);
});

test("a token counts once, however often the engine checks it", () => {
  const counting = new RevocationCap();
  for (const olds of [single("x"), {}, {}]) {
    counting.problemWith({ ...olds }, single("a"), cap(1));
  }
  expect(counting.problemWith({}, single("a"), cap(1))).toBeUndefined();
});

test("without a cap nothing is too much", () => {
  const many = Array.from({ length: 1000 }, (_, index) => String(index));
  expect(new RevocationCap().problemWith({}, batch(many), undefined)).toBeUndefined();
});

const listOf = (declared: Record<string, DeclaredRevocation>) => ({ file: "revocations.yaml", declared });

test.each<[string, Record<string, DeclaredRevocation>, Record<string, DeclaredRevocation>, number]>([
  [
    "new entries",
    {},
    { a: { revokeOn: "both" }, b: { revokeOn: "create" }, c: { revokeOn: "both", tokens: 5 } },
    7,
  ],
  ["entries that are there already", { a: { revokeOn: "both" } }, { a: { revokeOn: "both" } }, 0],
  ["entries that wait for their end", {}, { a: { revokeOn: "delete" } }, 0],
  ["entries that no longer wait", { a: { revokeOn: "delete" } }, { a: { revokeOn: "both" } }, 1],
  ["a batch that grows", { c: { revokeOn: "both", tokens: 5 } }, { c: { revokeOn: "both", tokens: 8 } }, 3],
  ["entries that are taken out", { a: { revokeOn: "both" } }, {}, 0],
])("a list is counted as a whole: %s", (_, olds, news, count) => {
  const problem = problemWithList(listOf(olds), listOf(news), cap(0));
  expect(Number(problem?.split(" ", 1)[0] ?? 0)).toBe(count);
  if (problem !== undefined) {
    expect(problem).toContain("new revocations in revocations.yaml, and");
  }
});

test.each<[string, Record<string, string>, Record<string, string>, number | undefined]>([
  ["there is none by default", {}, {}, undefined],
  ["the stack's", { "datadog:maxRevocations": "25" }, {}, 25],
  ["a run's, before the stack's", { "datadog:maxRevocations": "25" }, { DD_MAX_REVOCATIONS: "40" }, 40],
  ["none at all are allowed", { "datadog:maxRevocations": "0" }, {}, 0],
])("the cap is a setting: %s", (_, config, environment, most) => {
  expect(new Settings({ get: (key) => config[key] }, environment).maxRevocations()?.most).toBe(most);
});

test.each(["-1", "many", "2.5"])("a cap of %s is a failure of check", async (value) => {
  const { provider } = providerUnderTest(new InMemoryDatadog(new Set()), {
    config: { "datadog:maxRevocations": value },
  });
  const { failures } = await provider.check({}, { tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840" });
  expect(failures).toEqual([
    { property: "", reason: `datadog:maxRevocations must be a whole number from 0, not "${value}".` },
  ]);
});
