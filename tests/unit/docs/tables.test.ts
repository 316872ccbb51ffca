import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as sdk from "../../../sdk";
import { pulumiArguments } from "../../../cli/gitops/pulumi-arguments";
import { sites, defaultSite } from "../../../provider/datadog/token/sites";
import { normalizeBatchInputs } from "../../../provider/schema/batch-inputs";
import { onNotFoundValues, optionDefaults, revokeOnValues } from "../../../provider/schema/options";
import { Settings } from "../../../provider/session/settings";
import { entryKeys } from "../../../sdk/list/list-schema";
import { reportFormats } from "../../../sdk/reports/findings/leak-report";
import { packageManagers } from "../../package/package-managers";
import { accountOutcomes } from "../../support/lifecycle/account-outcomes";
import { documentsIn } from "../../support/documents/documents";
import { checkoutFolder } from "../../support/engine/example-copy";
import { codesIn, MarkdownDocument, type MarkdownTable } from "../../support/documents/markdown";
import { CheckedPrograms } from "../../support/documents/type-check";

const page = (name: string) => new MarkdownDocument(`docs/${name}.md`);
const types = new CheckedPrograms({
  "types.ts": `
    export * from "./sdk";
    export type { CustomResource, CustomResourceOptions } from "@pulumi/pulumi";
  `,
});
const membersOf = (type: string) => types.membersOf("types.ts", type);
const names = (members: readonly string[]) => members.map((member) => member.replace("?", "")).sort();

/** The names in a table's first column, for each of the resources that the second names. */
function namesOf(table: MarkdownTable, kind: string): string[] {
  return table.rows
    .filter(([, of = ""]) => of.split(", ").includes(kind))
    .flatMap(([name = ""]) => codesIn(name))
    .sort();
}

const firstColumn = ({ rows }: MarkdownTable) => rows.flatMap(([first = ""]) => codesIn(first));

function cellOf({ rows, columns }: MarkdownTable, key: string, column: string): string {
  const row = rows.find(([first = ""]) => codesIn(first).includes(key));
  return row?.[columns.indexOf(column)] ?? "not there";
}

test("every table of docs/ is held against the code, by this test or by the one that is named here", () => {
  const tables = documentsIn("docs/*.md").flatMap((document) => document.tables);
  expect(tables.map(({ file, heading }) => `${file}: ${heading}`)).toEqual([
    "docs/README.md: Documentation", // links.test.ts
    "docs/README.md: What a program imports",
    "docs/arguments-and-outputs.md: Arguments",
    "docs/arguments-and-outputs.md: Outputs",
    "docs/configuration.md: Configuration",
    "docs/configuration.md: Accounts",
    "docs/faults.md: What becomes of each operation when something goes wrong", // tests/faults/table.test.ts
    "docs/gitops.md: Proof of possession", // declare-located.test.ts
    "docs/gitops.md: How long it takes", // tests/e2e/pipelines/leak-to-closed-alert.test.ts
    "docs/guarantees.md: What a record guarantees", // guarantees.test.ts
    "docs/guarantees.md: What a record guarantees",
    "docs/guarantees.md: What credentials are shown", // sight.test.ts
    "docs/install.md: Installation",
    "docs/interruptions.md: Interruptions", // interruptions.test.ts
    "docs/languages.md: Every language of Pulumi", // tests/unit/docs/languages.test.ts
    "docs/languages.md: Installing the plugin", // tests/e2e/plugin/install.test.ts: each way is tried
    "docs/lists.md: Lists",
    "docs/operations.md: Operations", // operations.test.ts
    "docs/operations.md: Responses", // operations.test.ts
    "docs/operations.md: Pulumi's resource options",
    "docs/pipelines.md: Set up", // set-up.test.ts
    "docs/pipelines.md: Set up", // set-up.test.ts
    "docs/pipelines.md: The steps",
    "docs/reports.md: From a leak to its id",
    "docs/scanners.md: Scanners, run", // light-scanners.test.ts
    "docs/threat-model.md: Somebody who can open a pull request", // threat-model.test.ts
    "docs/threat-model.md: Somebody who can push where a scanner looks",
    "docs/threat-model.md: Somebody with a trigger token",
    "docs/threat-model.md: A compromised npm package",
    "docs/threat-model.md: A server that lies",
  ]);
});

test("the exports are those of the package", () => {
  expect(firstColumn(page("README").table("What a program imports")).sort()).toEqual(Object.keys(sdk).sort());
});

const resources = [
  ["single", "PersonalAccessTokenRevocation"],
  ["service", "ServiceAccessTokenRevocation"],
  ["batch", "PersonalAccessTokenRevocationBatch"],
  ["list", "RevocationList"],
] as const;

test.each(resources)("the arguments of a %s are those of %sArgs", (kind, type) => {
  const table = page("arguments-and-outputs").table("Arguments");
  expect(namesOf(table, kind)).toEqual(names(membersOf(`${type}Args`)));
});

test.each(resources)("the outputs of a %s are those of %s", (kind, type) => {
  const own = names(membersOf(type)).filter((name) => !membersOf("CustomResource").includes(name));
  expect(namesOf(page("arguments-and-outputs").table("Outputs"), kind)).toEqual(own);
});

test("the defaults of the arguments, and their values, are those of the code", () => {
  const table = page("arguments-and-outputs").table("Arguments");
  for (const [option, value] of Object.entries(optionDefaults)) {
    expect([option, cellOf(table, option, "default")]).toEqual([option, `\`${value}\``]);
  }
  const { evidence } = normalizeBatchInputs({}, defaultSite).inputs;
  expect(cellOf(table, "evidence", "default")).toBe(`\`${String(evidence)}\``);
  expect(codesIn(cellOf(table, "site", "default")).at(-1)).toBe(defaultSite);
  expect(codesIn(cellOf(table, "site", "meaning")).slice(0, -1)).toEqual(sites);
  expect(codesIn(cellOf(table, "revokeOn", "meaning"))).toEqual(expect.arrayContaining([...revokeOnValues]));
  expect(codesIn(cellOf(table, "onNotFound", "meaning"))).toEqual(
    expect.arrayContaining([...onNotFoundValues]),
  );
});

test("the evidence, and what a batch tells of each token, are those of the code", () => {
  const table = page("arguments-and-outputs").table("Outputs");
  expect(codesIn(cellOf(table, "evidence", "meaning")).sort()).toEqual(
    names(membersOf("RevocationEvidence")),
  );
  const [shape = ""] = codesIn(cellOf(table, "revocations", "meaning"));
  expect(
    shape
      .replace(/[{}[\] ]/g, "")
      .split(",")
      .sort(),
  ).toEqual(membersOf("BatchedRevocation").sort());
  const status = codesIn(cellOf(table, "status", "meaning"));
  expect(status).toEqual(expect.arrayContaining(["revoked", "alreadyRevoked", "armed"]));
});

test("the settings, and their defaults, are those that the provider reads", () => {
  const table = page("configuration").table("Configuration");
  const sources = ["settings", "accounts/accounts"]
    .map((name) => readFileSync(join(checkoutFolder, `provider/session/${name}.ts`), "utf8"))
    .join("\n");
  const read = new Set(sources.match(/(?<=")(?:datadog:\w+|(?:DD|DATADOG)_\w+)(?=")/g));
  // These tell of accounts that have a name: the page has a section of them.
  for (const setting of ["datadog:accounts", "DD_ACCOUNTS", "DD_ALLOWED_API_HOSTS"]) {
    read.delete(setting);
    expect(page("configuration").text).toContain(setting);
  }
  const told = table.rows.flatMap(([key = "", variable = ""]) => codesIn(`${key} ${variable}`));
  expect(told.toSorted()).toEqual([...read].sort());
  const defaults = new Settings(undefined, {});
  for (const setting of ["requestTimeoutSeconds", "retryDeadlineSeconds", "concurrency"] as const) {
    expect(cellOf(table, `datadog:${setting}`, "default")).toBe(`\`${defaults[setting]()}\``);
  }
  expect(cellOf(table, "datadog:site", "default")).toBe(`\`${defaultSite}\``);
  expect(defaults.maxRevocations()).toBeUndefined();
});

test("the ways in which any account may go are those that the lifecycle and three simulators are run through", () => {
  const { rows } = page("configuration").table("Accounts");
  expect(rows.map(([accounts = ""]) => accounts)).toEqual([
    ...new Set(accountOutcomes.map(({ row }) => row)),
  ]);
});

test("the package managers with which the package is installed by its tests are among those that work", () => {
  const { rows } = page("install").table("Installation");
  const working = rows.filter(([, seen = ""]) => seen.startsWith("works")).map(([manager]) => manager);
  for (const { name } of packageManagers) {
    expect(working.join(", ")).toContain(name);
  }
});

test("the keys of an entry are those of the list's schema, in their order", () => {
  expect(firstColumn(page("lists").table("Lists"))).toEqual(entryKeys);
});

test("the resource options are Pulumi's", () => {
  const options = firstColumn(page("operations").table("Pulumi's resource options"));
  expect(names(membersOf("CustomResourceOptions"))).toEqual(expect.arrayContaining(options));
});

test.each([
  ["a pull request", "preview"],
  ["a merge", "up"],
  ["a schedule", "drift"],
  ["an alarm", "mend"],
] as const)("the command of %s is the one that datadog-token-gitops runs for %s", (step, action) => {
  const row = page("pipelines")
    .table("The steps")
    .rows.find(([first]) => first === step);
  const [command = ""] = codesIn(row?.[1] ?? "");
  const options = { stack: undefined, policyPacks: ["policy"], policyConfig: undefined };
  expect(["pulumi", ...pulumiArguments(action, options)]).toEqual(expect.arrayContaining(command.split(" ")));
});

test("the formats of reports are those that are read", () => {
  const rows = page("reports").table("From a leak to its id").rows;
  expect(rows.flatMap(([format = ""]) => format.split(", "))).toEqual([...reportFormats]);
});
