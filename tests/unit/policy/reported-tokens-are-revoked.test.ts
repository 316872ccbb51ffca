import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportedTokensAreRevoked } from "../../../policy/reported-tokens-are-revoked";
import { encodeRecord } from "../../../provider/schema/codec/record-codec";
import { aliasFromTokenId } from "../../../provider/datadog/token/token-id";
import { stackViolations, unknownText, type ShownResource } from "../../support/policies/policy-run";

const first = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const second = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const portion = (tokenId: string) => `ddpat_${aliasFromTokenId(tokenId)}`;
const batch = "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocationBatch";

let folder = "";
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reports-"));
  await writeFile(path("scan.log"), `one: ${portion(first)}\ntwo: ${portion(second)}_${"a1B2".repeat(9)}\n`);
  await writeFile(path("clean.json"), "[]");
  await writeFile(path("other.log"), "nothing of interest\n");
  await writeFile(
    path("partly-redacted.json"),
    JSON.stringify(
      [portion(first), "ddpat_***"].map((Secret) => ({ RuleID: "datadog", Secret, File: "app.ts" })),
    ),
  );
  await writeFile(path("redacted.log"), "ddpat_*** and more\n");
  await writeFile(path("damaged.json"), '[{"RuleID": "datadog", "Secret": ');
});
afterAll(() => rm(folder, { recursive: true }));

const said = async (
  resources: readonly ShownResource[],
  reports: string[],
  config: Record<string, unknown> = {},
) => {
  const violations = await stackViolations(reportedTokensAreRevoked, resources, {
    reports: reports.map(path),
    ...config,
  });
  return violations.map(({ message }) => message.replaceAll(`${folder}/`, ""));
};

const single = (tokenId: string, props: Record<string, unknown> = {}): ShownResource => ({
  name: tokenId,
  props: { tokenId, revokeOn: "both", ...props },
});
const record = {
  "datadoghq.eu": encodeRecord([
    { tokenId: first, status: "revoked" },
    { tokenId: second, status: "alreadyRevoked" },
  ]),
};

test.each<[string, ShownResource[], string[]]>([
  ["singles", [single(first), single(second)], []],
  [
    "a batch that a preview shows",
    [{ type: batch, props: { revocations: { [first]: {}, [second]: {} } } }],
    [],
  ],
  ["a batch by its record", [{ type: batch, props: { record, revokedCount: 1 } }], []],
  ["both kinds", [single(first), { type: batch, props: { revocations: { [second]: {} } } }], []],
  [
    "one of the two",
    [single(first)],
    [`scan.log: 1 token is not revoked by this stack: ${portion(second)} at scan.log:2.`],
  ],
  [
    "nothing",
    [{ type: batch, props: { revocations: {}, record: {} } }],
    [
      `scan.log: 2 tokens are not revoked by this stack: ${portion(first)} at scan.log:1, ${portion(second)} at scan.log:2.`,
    ],
  ],
  [
    "one that is only armed",
    [single(first), single(second, { revokeOn: "delete", status: "armed" })],
    [
      `scan.log: 1 token is not revoked by this stack: ${portion(second)} at scan.log:2 (its revocation has revokeOn "delete", so it is alive).`,
    ],
  ],
  [
    "another provider's resource with the id",
    [single(first), { type: "acme:index:Thing", props: { tokenId: second } }],
    [`scan.log: 1 token is not revoked by this stack: ${portion(second)} at scan.log:2.`],
  ],
])("of a report and a stack with %s", async (_, resources, violations) => {
  expect(await said(resources, ["scan.log"])).toEqual(violations);
});

test.each<[string, string[], string | undefined]>([
  ["without a finding", ["clean.json"], undefined],
  ["without a Datadog access token", ["other.log"], undefined],
  ["that is missing", ["missing.json"], "missing.json: no report has this name."],
  ["that a glob does not find", ["*.sarif"], "*.sarif: no report has this name."],
  ["that is damaged", ["damaged.json"], "damaged.json: Line 1: the JSON ends here in the middle"],
  ["that is redacted", ["redacted.log"], "redacted.log: A Datadog access token can't be told"],
  [
    "that is redacted in part",
    ["partly-redacted.json"],
    "partly-redacted.json: 1 of its Datadog access tokens can't be told (redacted).",
  ],
])("a report %s", async (_, reports, violation) => {
  const violations = await said([single(first)], reports);
  expect(violations).toEqual(violation === undefined ? [] : [expect.stringContaining(violation)]);
});

test("a glob takes every report, and each is told by itself", async () => {
  expect(await said([], ["*.log", "partly-*.json"], { except: [portion(second)] })).toEqual([
    expect.stringContaining("redacted.log: A Datadog access token can't be told"),
    expect.stringContaining("partly-redacted.json: 1 of its Datadog access tokens can't be told"),
    `scan.log: 1 token is not revoked by this stack: ${portion(first)} at scan.log:1.`,
    `partly-redacted.json: 1 token is not revoked by this stack: ${portion(first)} at app.ts.`,
  ]);
});

test.each([portion(second), portion(second).replace("ddpat", "ddsat"), second.toUpperCase()])(
  "a token that is left out knowingly, as %s, may be alive",
  async (name) => {
    expect(await said([single(first)], ["scan.log"], { except: [name] })).toEqual([]);
  },
);

test("where a preview does not know every id yet, what seems missing is told to be unknown", async () => {
  const run = said([{ type: batch, props: { revocations: unknownText } }], ["scan.log"]);
  await expect(run).rejects.toThrow("string value at .revocations can't be known during preview");
});

test("where nothing is missing, an unknown id stops nothing", async () => {
  expect(await said([single(first), single(second), single(unknownText)], ["scan.log"])).toEqual([]);
});

test("twenty tokens are named, and the rest is counted", async () => {
  const ids = Array.from({ length: 23 }, (_, index) => first.replace(/..$/, String(10 + index)));
  await writeFile(path("many.txt"), ids.map(portion).join("\n"));
  const [violation] = await said([], ["many.txt"]);
  expect(violation).toMatch(
    /^many\.txt: 23 tokens are not revoked by this stack: .* at many\.txt:20, and 3 more\.$/,
  );
});

test("nothing is asked for where no report is named", async () => {
  expect(await stackViolations(reportedTokensAreRevoked, [])).toEqual([]);
});

test("a service account's token is revoked by a resource of its own, too", async () => {
  await writeFile(path("service.log"), `ddsat_${aliasFromTokenId(first)}\n`);
  const type = "pulumi-nodejs:dynamic/datadog:ServiceAccessTokenRevocation";
  const props = { tokenId: first, kind: "service", revokeOn: "both" };
  expect(await said([{ name: "service", type, props }], ["service.log"])).toEqual([]);
  expect(await said([], ["service.log"])).toHaveLength(1);
});

test("links to nothing among the reports of a pattern are told, and the reports are read", async () => {
  await symlink("gone.log", path("linked-gone.log"));
  await symlink("linked-round.log", path("linked-round.log"));
  await writeFile(path("linked.log"), `${portion(first)}\n`);
  const problem = "it is a pipe, a device or a link to nothing, and no report";
  expect(await said([single(first)], ["linked*.log"])).toEqual([
    expect.stringContaining(`linked-gone.log: ${problem}`),
    expect.stringContaining(`linked-round.log: ${problem}`),
  ]);
});
