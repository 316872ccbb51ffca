import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planOf } from "../../../../sdk/list/plan-of";
import { loadList } from "../../../../sdk/list/read-list";
import { leakOf } from "../../../fixtures/reports/leak";
import { gitleaksJson } from "../../../fixtures/reports/render-report";

const folder = mkdtempSync(join(tmpdir(), "list-"));
const list = join(folder, "revocations.yaml");
mkdirSync(join(folder, "reports"));
afterAll(() => rmSync(folder, { recursive: true }));

const leak = leakOf();
const write = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text);
const plan = () => planOf(loadList(list));

test("a clean report beside another is a warning, and a damaged or masked one fails the run at its end", async () => {
  write("revocations.yaml", "revocations: [{reports: reports/*.json}]\n");
  write("reports/a.json", gitleaksJson([leak]));
  write("reports/b.json", "[]");
  write("reports/c.json", gitleaksJson([leakOf({ text: "REDACTED" })]));
  write("reports/d.json", "PK\x03\x04");
  const { revocations, warnings, failures } = await plan();
  expect(Object.keys(revocations)).toEqual([leak.tokenId]);
  expect(warnings).toEqual([expect.stringContaining("reports/b.json: holds no finding")]);
  expect(failures).toEqual([
    expect.stringContaining("reports/c.json: A Datadog access token can't be told"),
    expect.stringContaining("reports/d.json: it is packed (zip), and damaged"),
  ]);
});

test("an empty result where a report was expected is still said", async () => {
  write("revocations.yaml", `revocations: [{reports: clean.json}, {token: ${leak.publicPortion}}]\n`);
  write("clean.json", "[]");
  const { revocations, failures } = await plan();
  expect(Object.keys(revocations)).toEqual([leak.tokenId]);
  expect(failures).toEqual([expect.stringContaining("clean.json: holds no finding")]);
});

test("a list may be UTF-16, as PowerShell writes it", async () => {
  write(
    "revocations.yaml",
    Buffer.from(`\ufeffrevocations: [{token: ${leak.publicPortion}}]\r\n`, "utf16le"),
  );
  expect(Object.keys((await plan()).revocations)).toEqual([leak.tokenId]);
});

test.each([
  ["a pipe", "pipe.json", "pipe.json is no report: it is a pipe or a device, not a file"],
  ["a link to a file of the system", "system.json", "is no report: it is a file of the system"],
  ["a link out of the folder", "out.json", "is no report: it is a link that leads out of the list's folder"],
])("%s is refused where a report is expected", async (_, name, problem) => {
  const elsewhere = mkdtempSync(join(tmpdir(), "elsewhere-"));
  writeFileSync(join(elsewhere, "leaks.json"), gitleaksJson([leak]));
  for (const each of ["pipe.json", "system.json", "out.json"]) {
    rmSync(join(folder, each), { force: true });
  }
  execFileSync("/usr/bin/env", ["mkfifo", join(folder, "pipe.json")]);
  symlinkSync("/proc/self/environ", join(folder, "system.json"));
  symlinkSync(join(elsewhere, "leaks.json"), join(folder, "out.json"));
  write("revocations.yaml", `revocations: [{reports: ${name}}]\n`);
  await expect(plan()).rejects.toThrow(problem);
  rmSync(elsewhere, { recursive: true });
});

test("a pipe, links to nothing and in a circle among the reports of a pattern are told, and the reports are read", async () => {
  mkdirSync(join(folder, "mixed"));
  write("mixed/a.json", gitleaksJson([leak]));
  execFileSync("/usr/bin/env", ["mkfifo", join(folder, "mixed/b.json")]);
  symlinkSync("gone.json", join(folder, "mixed/c.json"));
  symlinkSync("d.json", join(folder, "mixed/d.json"));
  mkdirSync(join(folder, "mixed/folder.json"));
  write("revocations.yaml", "revocations: [{reports: mixed/*.json}]\n");
  const { revocations, failures } = await plan();
  expect(Object.keys(revocations)).toEqual([leak.tokenId]);
  expect(failures).toEqual([
    expect.stringContaining("mixed/b.json is no report: it is a pipe or a device, not a file"),
    expect.stringContaining("mixed/c.json is no report: it is a link that leads to nothing"),
    expect.stringContaining("mixed/d.json is no report: it is a link that leads to nothing"),
  ]);
});

test.each([
  ["to-system", "/proc/self/environ", "it is a file of the system"],
  ["to-nothing", "../../gone.json", "it is a link that leads to nothing"],
])(
  "a link out of the folder, %s, among the reports of a pattern stops the list",
  async (name, target, says) => {
    mkdirSync(join(folder, name));
    write(`${name}/a.json`, gitleaksJson([leak]));
    symlinkSync(target, join(folder, name, "b.json"));
    write("revocations.yaml", `revocations: [{reports: ${name}/*.json}]\n`);
    await expect(plan()).rejects.toThrow(`${name}/b.json is no report: ${says}`);
  },
);

test("a list of a million lines is refused by its size, before it is read", async () => {
  const entry = "  - {tokenId: 35ef7728-4761-41dd-8a7b-f1112a26f840, reason: r, ticket: SEC-9}\n";
  write("revocations.yaml", `revocations:\n${entry.repeat(1_000_000)}`);
  const failure = await Promise.resolve().then(plan).then(String, String);
  expect(failure).toContain("revocations.yaml is too large (75 MiB): a list has at most 32 MiB");
  rmSync(list);
});

test.each([
  ["a link to the environment of the process", "/proc/self/environ", "it is a file of the system"],
  [
    "a link out of its folder",
    join(tmpdir(), "elsewhere.yaml"),
    "it is a link that leads out of the list's folder",
  ],
])("%s is refused where a list is expected, and nothing of it is shown", async (_, target, problem) => {
  if (!target.startsWith("/proc")) {
    writeFileSync(target, "marked-secret: in the other file\n");
  }
  rmSync(join(folder, "revocations.yaml"), { force: true });
  symlinkSync(target, join(folder, "revocations.yaml"));
  const failure = await Promise.resolve().then(plan).then(String, String);
  rmSync(join(folder, "revocations.yaml"));
  expect(failure).toContain(`is no list: ${problem}`);
  expect(failure).not.toMatch(/marked-secret|PATH=/);
});
