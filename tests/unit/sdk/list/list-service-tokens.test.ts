import type { LeakReport } from "../../../../sdk/reports/findings/leak-report";
import { ListError } from "../../../../sdk/list/list-error";
import { planList, type ListPlan } from "../../../../sdk/list/list-plan";
import { parseList } from "../../../../sdk/list/parse-list";

const personal = {
  tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840",
  publicPortion: "ddpat_1dm1op4lL89nV8pt94Tdk8",
};
const service = {
  tokenId: "7767e407-9c67-4ede-902e-c4b1f3782352",
  publicPortion: "ddsat_3dJZ2IClhMOwsx0xC01NBK",
};
const account = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const report: LeakReport = {
  path: "scan.json",
  format: "gitleaks JSON",
  tokens: [
    { ...service, kind: "service", place: { file: "deploy.sh", line: 3 } },
    { ...personal, kind: "personal", place: { file: "app.env", line: 1 } },
  ],
  untold: [],
  problems: [],
  notes: [],
};

function planOf(...entries: string[]): ListPlan {
  const text = `revocations:\n${entries.map((entry) => `  - {${entry}}\n`).join("")}`;
  const placed = parseList(text, "revocations.yaml");
  return planList(
    placed.map((each) => ({
      ...each,
      clean: [],
      unread: [],
      reports: each.entry.reports === undefined ? [] : [report],
    })),
  );
}

function problemsOf(...entries: string[]): string {
  try {
    planOf(...entries);
  } catch (error) {
    if (error instanceof ListError) {
      return error.problems.join("\n\n");
    }
    throw error;
  }
  return "There was no problem.";
}

test.each([
  ["its public portion", `token: ${service.publicPortion}`, {}],
  ["its public portion among others", `tokens: [${service.publicPortion}]`, {}],
  [
    "its public portion and its account",
    `token: ${service.publicPortion}, serviceAccountId: ${account}`,
    { serviceAccountId: account },
  ],
  ["its id and its kind", `tokenId: ${service.tokenId}, kind: service`, {}],
  [
    "its id and its account",
    `tokenId: ${service.tokenId}, serviceAccountId: ${account.toUpperCase()}`,
    { serviceAccountId: account },
  ],
])("a service access token is declared as one by %s", (_by, entry, more) => {
  expect(planOf(entry).revocations).toEqual({ [service.tokenId]: { kind: "service", ...more } });
});

test("a report's tokens are declared as what they are", () => {
  expect(planOf("reports: scan.json").revocations).toEqual({
    [personal.tokenId]: { foundAt: ["scan.json: app.env:1"] },
    [service.tokenId]: { kind: "service", foundAt: ["scan.json: deploy.sh:3"] },
  });
});

test("an id alone is a personal token's, unless another entry tells whose it is", () => {
  expect(planOf(`tokenId: ${personal.tokenId}`).revocations).toEqual({ [personal.tokenId]: {} });
  expect(planOf(`tokenId: ${personal.tokenId}, kind: personal`).revocations).toEqual({
    [personal.tokenId]: {},
  });
  for (const entries of [
    [`tokenId: ${service.tokenId}`, "reports: scan.json"],
    ["reports: scan.json", `tokenId: ${service.tokenId}`],
  ]) {
    expect(planOf(...entries).revocations[service.tokenId]?.kind).toBe("service");
  }
});

test.each([
  [`token: ${service.publicPortion}, kind: personal`, "is a service access token, as its prefix says"],
  [`token: ${personal.publicPortion}, kind: service`, "is a personal access token, as its prefix says"],
  [
    `token: ${personal.publicPortion}, serviceAccountId: ${account}`,
    "is a personal access token, as its prefix says",
  ],
  ["reports: scan.json, kind: service", "kind goes with token, tokenId or tokens"],
  [`reports: scan.json, serviceAccountId: ${account}`, "serviceAccountId goes with token, tokenId or tokens"],
  [`tokenId: ${service.tokenId}, serviceAccountId: prod`, "expected the service account's id, a UUID"],
  [`tokenId: ${service.tokenId}, kind: robot`, "kind: expected personal or service"],
])("an entry must agree with itself: {%s}", (entry, problem) => {
  expect(problemsOf(entry)).toContain(problem);
});

test.each([
  ["kind", `tokenId: ${service.tokenId}, kind: personal`, "its kind is personal there and service here"],
  [
    "account",
    `tokenId: ${service.tokenId}, serviceAccountId: ${service.tokenId}`,
    `its serviceAccountId is ${service.tokenId} there and ${account} here`,
  ],
])("two entries must agree on a token's %s", (_what, first, problem) => {
  const second = `tokenId: ${service.tokenId}, serviceAccountId: ${account}`;
  expect(problemsOf(first, second)).toContain(`is named at revocations.yaml:2, too, and ${problem}`);
});

test("what is excepted from a report is left out, whatever its kind", () => {
  expect(Object.keys(planOf(`reports: scan.json, except: [${service.publicPortion}]`).revocations)).toEqual([
    personal.tokenId,
  ]);
});
