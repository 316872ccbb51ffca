import fc from "fast-check";
import { aliasFromTokenId, tokenIdFromAlias } from "../../../../provider/datadog";
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

test("each entry is a resource named by its token's id", () => {
  const plan = planOf(`
revocations:
  - {token: ${publicPortion(a)}, reason: in a log, ticket: SEC-1, site: datadoghq.eu}
  - {tokenId: ${b.toUpperCase()}, revokeOn: create, onNotFound: fail}
`);
  expect(plan).toEqual({
    resources: [
      {
        name: a,
        kind: "single",
        tokenIds: [a],
        options: { site: "datadoghq.eu" },
        reason: "in a log",
        ticket: "SEC-1",
      },
      {
        name: b,
        kind: "single",
        tokenIds: [b],
        options: { revokeOn: "create", onNotFound: "fail" },
        reason: undefined,
        ticket: undefined,
      },
    ],
    warnings: [],
  });
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
  expect(plan.resources).toEqual([
    {
      name: a,
      kind: "single",
      tokenIds: [a],
      options: {},
      reason: "in a log; in a chat; nightly scan; scan.json: app.env:1",
      ticket: "SEC-1, SEC-2",
    },
  ]);
});

test("what a report names is a batch, without the tokens that have an entry of their own", () => {
  const plan = planOf(
    `
revocations:
  - {reports: [scan.json, "more/*.csv"], ticket: SEC-1}
  - {tokenId: ${b}}
`,
    [reportOf("scan.json", [a, b, c, a])],
  );
  expect(plan.resources).toMatchObject([
    { name: b, kind: "single", reason: "scan.json: app.env:2" },
    {
      name: "scan.json, more/*.csv",
      kind: "batch",
      tokenIds: [a, c],
      reason: `scan.json: ${publicPortion(a)} at app.env:1, ${publicPortion(c)} at app.env:3, ${publicPortion(a)} at app.env:4`,
      ticket: "SEC-1",
    },
  ]);
});

test("a token in two reports belongs to the first batch, which gets the second's reason", () => {
  const { resources } = planOf(
    `
revocations:
  - {reports: one.json, reason: first}
  - {reports: two.json, reason: second}
`,
    [reportOf("one.json", [a]), reportOf("two.json", [a])],
  );
  expect(resources).toMatchObject([
    {
      name: "one.json",
      tokenIds: [a],
      reason: `first; one.json: ${publicPortion(a)} at app.env:1; second; two.json: ${publicPortion(a)} at app.env:1`,
    },
  ]);
});

test("up to 50 tokens of an entry are a resource each, more are one batch", () => {
  const tokensOf = (count: number) =>
    Array.from({ length: count }, (_, index) => tokenIdFromAlias(String(index).padStart(22, "0")) ?? "");
  const resourcesFor = (count: number) =>
    planOf(`revocations: [{tokens: [${tokensOf(count).join(", ")}]}]`).resources;
  expect(resourcesFor(50).map(({ kind }) => kind)).toEqual(Array.from({ length: 50 }, () => "single"));
  expect(resourcesFor(51)).toMatchObject([
    { kind: "batch", name: `${tokensOf(1)[0] ?? ""} and others`, tokenIds: tokensOf(51) },
  ]);
});

test("where there are many places, ten are named and the rest is counted", () => {
  const many = Array.from({ length: 12 }, () => a);
  const [batch] = planOf("revocations: [{reports: scan.json}]", [reportOf("scan.json", many)]).resources;
  expect(batch?.reason).toMatch(/app\.env:10, and 2 more$/);
});

test("order and neighbours don't change what any token's resource is", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
      (ids, shuffle) => {
        const order = [...ids].sort(() => (Number(shuffle.next().value) % 3) - 1);
        const namesOf = (list: string[]) =>
          planOf(`revocations: [${list.map((id) => `{tokenId: ${id}}`).join(", ")}]`)
            .resources.map(({ name }) => name)
            .sort();
        expect(namesOf(order)).toEqual([...ids].sort());
        expect(namesOf(order.slice(1))).toEqual(order.slice(1).sort());
      },
    ),
  );
});

test.each<[string, string, string, string]>([
  [
    "site",
    "site: datadoghq.eu",
    "site: datadoghq.com",
    "its site is datadoghq.eu there and datadoghq.com here",
  ],
  ["revokeOn", "revokeOn: delete", "reason: r", "revokeOn is delete there and both here"],
  ["onNotFound", "reason: r", "onNotFound: fail", "onNotFound is accept there and fail here"],
])("two entries of a token that differ in %s are an error at the second", (_, first, second, difference) => {
  const problem = problemsOf(
    `revocations:\n  - {token: ${publicPortion(a)}, ${first}}\n  - {tokenId: ${a}, ${second}}\n`,
  );
  expect(problem).toContain(
    `revocations.yaml:3:5: ${publicPortion(a)} (id ${a}) is named at revocations.yaml:2, too, and ${difference}.`,
  );
});

test("an entry that names a site gives it to the revocation that named none", () => {
  const { resources } = planOf(`revocations: [{tokenId: ${a}}, {tokenId: ${a}, site: us5.datadoghq.com}]`);
  expect(resources).toMatchObject([{ options: { site: "us5.datadoghq.com" } }]);
});

test("a batch takes no other site for one of its tokens", () => {
  const text = "revocations:\n  - {reports: one.json}\n  - {reports: two.json, site: datadoghq.eu}\n";
  const problem = problemsOf(text, [reportOf("one.json", [a]), reportOf("two.json", [a])]);
  expect(problem).toContain("its site is not named there and datadoghq.eu here");
});

test("two batches of one name are an error that names both entries", () => {
  const text = "revocations:\n  - {reports: one.json, name: x}\n  - {reports: two.json, name: x}\n";
  expect(problemsOf(text, [reportOf("one.json", [a]), reportOf("two.json", [b])])).toContain(
    'revocations.yaml:3:5: the entry at revocations.yaml:2 has the name "x", too',
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

test("a service access token in a report is an error that names it, its place, and the way on", () => {
  const problem = problemsOf("revocations:\n  - reports: scan.json\n", [withServiceToken]);
  expect(problem).toContain(
    "revocations.yaml:2:14: scan.json names a service access token, found at deploy.sh:3: ",
  );
  expect(problem).toContain(`ddsat_${serviceAlias} is a service access token (id 7767e407-`);
  expect(problem).toContain(`except: [ddsat_${serviceAlias}]`);
});

test("what is excepted is left out, and one that is in no report is told", () => {
  const plan = planOf(
    `revocations: [{reports: scan.json, except: [ddsat_${serviceAlias}, ${publicPortion(b)}, ${c}]}]`,
    [{ ...withServiceToken, tokens: [...withServiceToken.tokens, ...reportOf("scan.json", [b]).tokens] }],
  );
  expect(plan.resources).toMatchObject([{ tokenIds: [a] }]);
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
