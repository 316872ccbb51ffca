import fc from "fast-check";
import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import type { LeakReport } from "../../../../sdk/reports/findings/leak-report";
import { ListError } from "../../../../sdk/list/list-error";
import { planList, type ListPlan } from "../../../../sdk/list/list-plan";
import { parseList } from "../../../../sdk/list/parse-list";

const [a, b, c] = [
  "35ef7728-4761-41dd-8a7b-f1112a26f840",
  "61c07794-df2a-4403-a6ad-caa6bb70dae2",
  "6ada9c44-0b7f-4e35-826b-ccecd6d358d5",
];
const publicPortion = (tokenId: string) => `ddpat_${aliasFromTokenId(tokenId)}`;
const serviceAlias = "3dJZ2IClhMOwsx0xC01NBK";

/** A report as it comes from `readReport`. */
function reportOf(path: string, tokenIds: string[], more: Partial<LeakReport> = {}): LeakReport {
  return {
    path,
    format: "gitleaks JSON",
    tokens: tokenIds.map((tokenId, index) => ({
      tokenId,
      kind: "personal",
      publicPortion: publicPortion(tokenId),
      place: { file: "app.env", line: index + 1 },
    })),
    redacted: [],
    ...more,
  };
}

/** The plan of a list whose reports say what is given here, by their file. */
function planOf(text: string, reports: LeakReport[] = []): ListPlan {
  const entries = parseList(text, "revocations.yaml").map((entry) => ({
    ...entry,
    reports: [entry.entry.reports ?? []]
      .flat()
      .flatMap((path) => reports.filter((report) => report.path === path)),
  }));
  return planList(entries);
}

function problemsOf(text: string, reports: LeakReport[] = []): string {
  try {
    planOf(text, reports);
  } catch (error) {
    if (error instanceof ListError) {
      return error.problems.join("\n\n");
    }
    throw error;
  }
  throw new Error("There was no problem.");
}

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

test.each<{ what: string; first: string; second: string; difference: string }>([
  {
    what: "site",
    first: "site: datadoghq.eu",
    second: "site: datadoghq.com",
    difference: "its site is datadoghq.eu there and datadoghq.com here",
  },
  {
    what: "revokeOn",
    first: "revokeOn: delete",
    second: "reason: r",
    difference: "revokeOn is delete there and both here",
  },
  {
    what: "onNotFound",
    first: "reason: r",
    second: "onNotFound: fail",
    difference: "onNotFound is accept there and fail here",
  },
])(
  "two entries of a token that differ in $what are an error at the second",
  ({ first, second, difference }) => {
    const problem = problemsOf(
      `revocations:\n  - {token: ${publicPortion(a)}, ${first}}\n  - {tokenId: ${a}, ${second}}\n`,
    );
    expect(problem).toContain(
      `revocations.yaml:3:5: ${publicPortion(a)} (id ${a}) is named at revocations.yaml:2, too, and ${difference}.`,
    );
  },
);

test("an entry that names a site gives it to the revocation that named none", () => {
  const { revocations } = planOf(`revocations: [{tokenId: ${a}}, {tokenId: ${a}, site: us5.datadoghq.com}]`);
  expect(revocations).toEqual({ [a]: { site: "us5.datadoghq.com" } });
});

test("an option that is written out as its default contradicts none that is left out", () => {
  const { revocations } = planOf(`revocations: [{tokenId: ${a}, revokeOn: both}, {tokenId: ${a}}]`);
  expect(revocations).toEqual({ [a]: { revokeOn: "both" } });
});

test("a contradiction about the site names the entry that named it, not the first of the token", () => {
  const entries = [
    "{tokenId: ID}",
    "{tokenId: ID, site: datadoghq.eu}",
    "{tokenId: ID, site: datadoghq.com}",
  ];
  const problem = problemsOf(
    `revocations:\n${entries.map((each) => `  - ${each.replace("ID", a)}\n`).join("")}`,
  );
  expect(problem).toContain(
    "is named at revocations.yaml:3, too, and its site is datadoghq.eu there and datadoghq.com here",
  );
});

const withServiceToken = reportOf("scan.json", [a], {
  tokens: [
    {
      tokenId: "7767e407-9c67-4ede-902e-c4b1f3782352",
      kind: "service",
      publicPortion: `ddsat_${serviceAlias}`,
      place: { file: "deploy.sh", line: 3 },
    },
    ...reportOf("scan.json", [a]).tokens,
  ],
});

test("what is excepted is left out, and one that is in no report is told", () => {
  const plan = planOf(
    `revocations: [{reports: scan.json, except: [ddsat_${serviceAlias}, ${publicPortion(b)}, ${c}]}]`,
    [{ ...withServiceToken, tokens: [...withServiceToken.tokens, ...reportOf("scan.json", [b]).tokens] }],
  );
  expect(Object.keys(plan.revocations)).toEqual([a]);
  expect(plan.warnings).toEqual([`revocations.yaml:1: ${c} is excepted, but is not in the reports.`]);
});

test("findings that are redacted beyond recognition are told", () => {
  const { warnings } = planOf("revocations: [{reports: scan.json}]", [
    reportOf("scan.json", [a], { redacted: [{ file: "old.env", line: 4 }] }),
  ]);
  expect(warnings).toEqual([
    "scan.json: One of its Datadog access tokens can't be told, since the report is redacted, and will not be revoked: old.env:4. Scan again without redaction.",
  ]);
});
