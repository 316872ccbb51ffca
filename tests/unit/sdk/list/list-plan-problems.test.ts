import { a, b, c, planOf, problemsOf, publicPortion, reportOf, serviceAlias } from "./planned-list";

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
  const { failures } = planOf("revocations: [{reports: scan.json}]", [
    reportOf("scan.json", [a], { untold: [{ place: { file: "old.env", line: 4 }, reason: "hidden" }] }),
  ]);
  expect(failures).toEqual([
    "scan.json: A Datadog access token can't be told, and will not be revoked, since the report does not show it: old.env:4. Run it without --redact, or with --redact=55, which leaves the public portions.",
  ]);
});
