import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runGitops as run } from "../../../../support/pipelines/gitops-run";

const token = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "gitops-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function listOf(text: string): Promise<string> {
  const file = join(folder, "revocations.yaml");
  await writeFile(file, text);
  return file;
}
async function reportOf(text: string): Promise<string> {
  const file = join(folder, "report.log");
  await writeFile(file, text);
  return file;
}

test("declare adds what a report names to the list, which stays as it is otherwise", async () => {
  const list = await listOf(`# the list\nrevocations:\n  - tokenId: ${tokenId} # by hand\n`);
  const report = await reportOf(
    `${token}_${"a1B2".repeat(9)}\nddpat_2ySDERb6wx1YqV1udJl61q\nddsat_3dJZ2IClhMOwsx0xC01NBK\n`,
  );
  const args = ["declare", report, "--list", list, "--ticket", "SEC-1", "--reason", "nightly scan"];
  const { status, printed } = await run(args);
  expect(status).toBe(0);
  expect(printed).toBe(
    `+ ddpat_2ySDERb6wx1YqV1udJl61q\n+ ddsat_3dJZ2IClhMOwsx0xC01NBK\n= ${token} is in the list already\n`,
  );
  expect(await readFile(list, "utf8")).toBe(
    `# the list\nrevocations:\n  - tokenId: ${tokenId} # by hand\n  - token: ddpat_2ySDERb6wx1YqV1udJl61q\n    reason: nightly scan; ${report}:2\n    ticket: SEC-1\n` +
      `  - token: ddsat_3dJZ2IClhMOwsx0xC01NBK\n    reason: nightly scan; ${report}:3\n    ticket: SEC-1\n`,
  );
  const before = await readFile(list, "utf8");
  expect((await run(args)).status).toBe(0);
  expect(await readFile(list, "utf8")).toBe(before);
});

test.each(["revocations: []\n", "revocations:\n"])("declare adds to an empty list: %j", async (text) => {
  const list = await listOf(text);
  await run(["declare", await reportOf(token), "--list", list]);
  expect(await readFile(list, "utf8")).toMatch(
    /^revocations:\n {2}- token: ddpat_1dm1op4lL89nV8pt94Tdk8\n {4}reason: /,
  );
});

const resource = (outputs: object, type = "PersonalAccessTokenRevocation") => ({
  type: `pulumi-nodejs:dynamic/datadog:${type}`,
  outputs,
});
const exported = (...resources: object[]) => ({
  "pulumi stack": [{ stdout: JSON.stringify({ deployment: { resources } }) }],
});

const redactedReport = JSON.stringify([
  { RuleID: "datadog-personal-access-token", Secret: token, Match: token, File: "app.env", StartLine: 3 },
  {
    RuleID: "datadog-personal-access-token",
    Secret: "REDACTED",
    Match: "REDACTED",
    File: "old.env",
    StartLine: 4,
  },
]);

test("what a report has redacted beyond recognition is told by declare, and fails a proof", async () => {
  const list = await listOf("revocations: []\n");
  const declared = await run(["declare", await reportOf(redactedReport), "--list", list]);
  expect(declared).toMatchObject({ status: 1, printed: `+ ${token}\n` });
  const proven = resource({ tokenId, status: "revoked", verifiedAt: "2026-11-25T10:00:01.000Z" });
  const proof = await run(["proof", await reportOf(redactedReport)], exported(proven));
  expect(proof.status).toBe(1);
  const reason = "since the report does not show it: old.env:4";
  expect(declared.warned).toContain(`can't be told, and will not be revoked, ${reason}`);
  // A proof revokes nothing.
  expect(proof.warned).toContain(`can't be told, ${reason}`);
});

test("declare leaves a list with a mistake alone", async () => {
  const list = await listOf("revocations: [{token: x}]\n");
  const { status, warned } = await run(["declare", await reportOf(token), "--list", list]);
  expect(status).toBe(1);
  expect(warned).toContain("token: expected the token's public portion");
  expect(await readFile(list, "utf8")).toBe("revocations: [{token: x}]\n");
});

test.each([
  ["with CRLF", (text: string) => Buffer.from(text.replaceAll("\n", "\r\n"))],
  ["in UTF-16", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
])("a list %s stays so, and only the new lines differ", async (_, encoded) => {
  const text = `# ours\nrevocations:\n  - token: ${token} # first\n    ticket: SEC-1\n`;
  const list = await listOf("");
  await writeFile(list, encoded(text));
  await run(["declare", await reportOf("ddpat_2ySDERb6wx1YqV1udJl61q"), "--list", list]);
  const written = await readFile(list);
  const begun = encoded(text);
  expect(written.subarray(0, begun.length)).toEqual(begun);
  expect(written.length).toBeGreaterThan(begun.length);
});
