import fc from "fast-check";
import { unknownValue } from "../../../../provider/schema/unknown";
import { a, b, c, planOf, publicPortion, reportOf } from "./planned-list";

test("each entry is a revocation by its token's id, in the order of the ids", () => {
  const plan = planOf(`
revocations:
  - {tokenId: ${b.toUpperCase()}, revokeOn: create, onNotFound: fail}
  - {token: ${publicPortion(a)}, reason: in a log, ticket: SEC-1, site: datadoghq.eu}
  - {tokenId: ${c}}
`);
  expect(plan).toEqual({
    revocations: {
      [a]: { site: "datadoghq.eu", reason: "in a log", ticket: "SEC-1" },
      [b]: { revokeOn: "create", onNotFound: "fail" },
      [c]: {},
    },
    warnings: [],
    failures: [],
  });
  expect(Object.keys(plan.revocations)).toEqual([a, b, c]);
});

test("the same token as id, as public portion, in capitals and in a report is one revocation with every reason", () => {
  const plan = planOf(
    `
revocations:
  - {token: ${publicPortion(a)}, reason: in a log, ticket: SEC-1}
  - {reports: scan.json, reason: nightly scan, ticket: SEC-2}
  - {tokenId: ${a.toUpperCase()}, reason: in a chat, ticket: SEC-1}
`,
    [reportOf("scan.json", [a])],
  );
  expect(plan.revocations).toEqual({
    [a]: {
      reason: "in a chat; in a log; nightly scan",
      ticket: "SEC-1, SEC-2",
      foundAt: ["scan.json: app.env:1"],
    },
  });
});

test("each token of a report carries the entry's words and its own places, also beside an entry of its own", () => {
  const { revocations } = planOf(
    `
revocations:
  - {reports: [scan.json, "more/*.csv"], ticket: SEC-1}
  - {tokenId: ${b}, reason: in a log}
`,
    [reportOf("scan.json", [a, b, c, a])],
  );
  expect(revocations).toEqual({
    [a]: { ticket: "SEC-1", foundAt: ["scan.json: app.env:1", "scan.json: app.env:4"] },
    [b]: { ticket: "SEC-1", reason: "in a log", foundAt: ["scan.json: app.env:2"] },
    [c]: { ticket: "SEC-1", foundAt: ["scan.json: app.env:3"] },
  });
});

test("a token in two reports gets the words and places of both", () => {
  const { revocations } = planOf(
    `
revocations:
  - {reports: two.json, reason: second}
  - {reports: one.json, reason: first}
`,
    [reportOf("one.json", [a]), reportOf("two.json", [a])],
  );
  expect(revocations).toEqual({
    [a]: { reason: "first; second", foundAt: ["one.json: app.env:1", "two.json: app.env:1"] },
  });
});

test("each of the tokens of one entry is a revocation, however many they are", () => {
  const tokenIds = Array.from(
    { length: 200 },
    (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
  );
  const { revocations } = planOf(`revocations: [{tokens: [${tokenIds.join(", ")}], reason: r}]`);
  expect(revocations).toEqual(Object.fromEntries(tokenIds.map((tokenId) => [tokenId, { reason: "r" }])));
});

test("where a report found a token at many places, ten are named and the rest is counted", () => {
  const report = (path: string, count: number) =>
    reportOf(
      path,
      Array.from({ length: count }, () => a),
    );
  const { revocations } = planOf("revocations: [{reports: [scan.json, other.json]}]", [
    report("scan.json", 12),
    report("other.json", 1),
  ]);
  expect(revocations[a]?.foundAt).toHaveLength(12);
  expect(revocations[a]?.foundAt).toEqual(
    expect.arrayContaining(["other.json: app.env:1", "scan.json: app.env:10", "scan.json: 2 more places"]),
  );
});

const text = fc.constantFrom("in a log", "in a chat", "nightly scan");
const ticket = fc.constantFrom("SEC-1", "SEC-2");
const namedEntry = fc.record(
  { tokenId: fc.constantFrom(a, b, c), reason: text, ticket, site: fc.constant("datadoghq.eu") },
  { requiredKeys: ["tokenId"] },
);
const reportEntry = fc.record(
  { reports: fc.constantFrom("one.json", "two.json"), reason: text, ticket },
  { requiredKeys: ["reports"] },
);
const entriesInTwoOrders = fc.array(fc.oneof(namedEntry, reportEntry), { maxLength: 8 }).chain((entries) => {
  const all = fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length });
  return fc.tuple(fc.constant(entries), all);
});

test("any order of the entries gives the very same plan", () => {
  const reports = [reportOf("one.json", [a, b, a]), reportOf("two.json", [c, a])];
  const written = (entries: readonly object[]) =>
    JSON.stringify(planOf(`revocations: ${JSON.stringify(entries)}`, reports));
  fc.assert(
    fc.property(entriesInTwoOrders, ([entries, others]) => {
      expect(written(others)).toBe(written(entries));
    }),
  );
});

test("neighbours don't change what is said of any token", () => {
  const ids = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 8 });
  const planned = (list: readonly string[]) =>
    planOf(`revocations: [${list.map((id) => `{tokenId: ${id}, reason: "${id.slice(0, 4)}"}`).join(", ")}]`)
      .revocations;
  fc.assert(
    fc.property(ids, (all) => {
      const [first = "", ...rest] = all;
      const { [first]: taken, ...others } = planned(all);
      expect(taken).toEqual({ reason: first.slice(0, 4) });
      expect(planned(rest)).toEqual(others);
    }),
  );
});

test.each([
  ["tokenId", `tokenId: ${unknownValue}`],
  ["token", `token: ${publicPortion(unknownValue)}`],
  ["tokens", `tokens: [${b}, ${unknownValue.toUpperCase()}]`],
])("Pulumi's stand-in for what is not known yet as %s is told, and the rest is declared", (key, entry) => {
  const { revocations, failures } = planOf(`revocations:\n  - {${entry}}\n  - {tokenId: ${a}}\n`);
  expect(Object.keys(revocations)).toEqual(key === "tokens" ? [a, b] : [a]);
  expect(failures).toHaveLength(1);
  expect(failures[0]).toContain(`revocations.yaml:2:`);
  expect(failures[0]).toContain(
    "this is the value that Pulumi puts in the place of one that is not known yet, and no token's id.",
  );
});
