import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import type { RevocationRecord } from "../../../../provider/schema/revocation-record";
import { inputsOf } from "../../../support/lifecycle/batch-under-test";
import { runGitops as run } from "../../../support/pipelines/gitops-run";
import { standardOptions } from "../../../support/lifecycle/resource-under-test";

const token = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const other = "ddpat_2ySDERb6wx1YqV1udJl61q";
const otherId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const organization = "8dee7c38-00cb-11ea-a77b-8b5a08d3b091";
const secret = "a1B2".repeat(9);
const [at, later] = ["2026-11-25T10:00:00.000Z", "2026-11-25T10:00:01.000Z"] as const;

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "gitops-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function reportOf(text: string): Promise<string> {
  const file = join(folder, "report.log");
  await writeFile(file, text);
  return file;
}

const { verify: _, ...declared } = standardOptions;
type Words = Partial<RevocationRecord> & Pick<RevocationRecord, "status">;
const recordOf = (words: Words): RevocationRecord => ({ ...declared, tokenId, ...words });

const resource = (outputs: object, { type = "PersonalAccessTokenRevocation", name = "leaked" } = {}) => ({
  type: `pulumi-nodejs:dynamic/datadog:${type}`,
  urn: `urn:pulumi:prod::incident::pulumi-nodejs:dynamic/datadog:${type}::${name}`,
  outputs,
});
const single = (words: Words, name?: string) => resource(recordOf(words), name === undefined ? {} : { name });
const batch = (records: RevocationRecord[], type = "RevocationList") =>
  resource(batchStateOf(inputsOf(records.map((record) => record.tokenId)), {}, records), {
    type,
    name: "incident",
  });
const exported = (...resources: object[]) => ({
  "pulumi stack": [{ stdout: JSON.stringify({ deployment: { resources } }) }],
});

const proven = { status: "revoked", revokedAt: at, verifiedAt: later, organization } as const;
const accepted = { status: "alreadyRevoked", notFoundAt: at, organization } as const;
const name = `${token} (${tokenId})`;
const where = `on datadoghq.eu, organisation ${organization}, by leaked`;

test.each<[string, Words, number, string]>([
  [
    "revoked by us and proven",
    proven,
    0,
    `✓ ${name}: revoked by us, and proven gone, revoked ${at}, verified ${later}, ${where}\n`,
  ],
  [
    "seen alive, and dead by somebody else's hand",
    { status: "alreadyRevoked", verifiedAt: later, organization },
    0,
    `✓ ${name}: revoked by somebody else, and proven gone, verified ${later}, ${where}\n`,
  ],
  [
    "not verified",
    { status: "revoked", revokedAt: at },
    1,
    `✗ ${name}: revoked, and not proven gone, revoked ${at}, on datadoghq.eu, by leaked\n`,
  ],
  [
    "accepted on a 404",
    accepted,
    1,
    `✗ ${name}: accepted as already revoked on a 404, and not proven, not found ${at}, ${where}\n`,
  ],
  ["armed", { status: "armed" }, 1, `✗ ${name}: still to be done, on datadoghq.eu, by leaked\n`],
  [
    "alive after its DELETE",
    { status: "revoked", revokedAt: at, organization, unfinished: "verification" },
    1,
    `✗ ${name}: still to be done, revoked ${at}, ${where}\n`,
  ],
  [
    "alive again",
    { status: "revoked", revokedAt: at, organization, unfinished: "aliveAgain" },
    1,
    `✗ ${name}: still to be done, revoked ${at}, ${where}\n`,
  ],
])(
  "proof says what the record says of each token of a report, and where: %s",
  async (_, words, expected, line) => {
    for (const recorded of [single(words), batch([recordOf(words)])]) {
      const { status, printed } = await run(["proof", await reportOf(token)], exported(recorded));
      expect({ status, printed: printed.replace("by incident", "by leaked") }).toEqual({
        status: expected,
        printed: line,
      });
    }
  },
);

test("a token that no resource records is not proven", async () => {
  const { status, printed } = await run(["proof", await reportOf(token)], exported());
  expect({ status, printed }).toEqual({ status: 1, printed: `✗ ${name}: not in the stack's record\n` });
});

const openElsewhere = { status: "revoked", revokedAt: at, organization, site: "datadoghq.com" } as const;
const rows: { records: string; resources: object[] }[] = [
  { records: "of two sites", resources: [batch([recordOf(proven), recordOf(openElsewhere)])] },
  { records: "of two resources", resources: [single(proven), single(openElsewhere, "elsewhere")] },
  {
    records: "of two resources, the other way round",
    resources: [single(openElsewhere), single(proven, "b")],
  },
  { records: "of a list and a single revocation", resources: [batch([recordOf(proven)]), single(accepted)] },
];

test.each(rows)(
  "every record of a token must be proven: one of two is not, $records",
  async ({ resources }) => {
    const { status, printed } = await run(["proof", await reportOf(token)], exported(...resources));
    expect(status).toBe(1);
    const lines = printed.trimEnd().split("\n");
    expect(lines.map((line) => line.charAt(0)).sort()).toEqual(["✓", "✗"]);
    expect(new Set(lines).size).toBe(2);
    const alerts = await reportOf(JSON.stringify([alert(7, token)]));
    expect((await run(["proof", alerts, "--alerts"], exported(...resources))).printed).toBe("");
  },
);

test("a token that is proven on two sites is proven, with a line for each", async () => {
  const both = batch([recordOf(proven), recordOf({ ...proven, site: "datadoghq.com" })]);
  const { status, printed } = await run(["proof", await reportOf(token)], exported(both));
  expect(status).toBe(0);
  expect(printed).toMatch(/^✓ .* on datadoghq\.com, .*\n✓ .* on datadoghq\.eu, /);
});

test("a 404 that was accepted counts with --accept-not-found alone, and the output tells that a person said so", async () => {
  const report = await reportOf(token);
  expect((await run(["proof", report], exported(single(accepted)))).status).toBe(1);
  const { status, printed } = await run(["proof", report, "--accept-not-found"], exported(single(accepted)));
  expect(status).toBe(0);
  expect(printed).toBe(
    `✓ ${name}: accepted as already revoked on a 404, and not proven, not found ${at}, ${where}, accepted by --accept-not-found\n`,
  );
});

test.each<[string, Words]>([
  ["armed", { status: "armed" }],
  ["unproven", { status: "revoked", revokedAt: at }],
  ["alive again", { status: "alreadyRevoked", unfinished: "aliveAgain" }],
])("--accept-not-found makes nothing of a token that is %s", async (_, words) => {
  const args = ["proof", await reportOf(token), "--accept-not-found"];
  expect(await run(args, exported(single(words)))).toMatchObject({
    status: 1,
    printed: expect.stringMatching(/^✗ (?!.*--accept)/) as string,
  });
});

const alert = (number: number, found: string, more: object = {}) => ({
  number,
  secret_type: "datadog_personal_access_token",
  secret: found,
  html_url: `https://github.com/acme/app/security/secret-scanning/${number}`,
  ...more,
});
const base64 = (text: string) => Buffer.from(text).toString("base64");

async function closable(alerts: object[], resources: object[], ...options: string[]) {
  const report = await reportOf(JSON.stringify(alerts));
  return run(["proof", report, "--alerts", ...options], exported(...resources));
}

test("of GitHub's alerts those are proven whose tokens are verified as gone", async () => {
  const { status, printed } = await closable([alert(7, token), alert(8, other)], [single(proven)]);
  expect({ status, printed }).toEqual({ status: 0, printed: "7\n" });
});

test.each<[string, string, object]>([
  ["the whole token", `${token}_${secret}`, {}],
  ["its public portion", token, {}],
  ["the token with its secret part redacted", `${token}_[REDACTED]`, {}],
  ["the token and a line break", `${token}_${secret}\n`, {}],
  ["the token in base64", base64(`${token}_${secret}`), { is_base64_encoded: true }],
])("an alert is closed if its own secret is the token: %s", async (_, found, more) => {
  expect((await closable([alert(7, found, more)], [single(proven)])).printed).toBe("7\n");
});

test.each<[string, string, object]>([
  ["with an API key before it", `DD_API_KEY=0123456789abcdef0123456789abcdef ${token}`, {}],
  ["with another key behind it", `${token}_${secret} AKIAIOSFODNN7EXAMPLE`, {}],
  ["with another key behind it, without a blank", `${token}_${secret};key=AKIAIOSFODNN7EXAMPLE`, {}],
  ["with another token behind it", `${token}_${secret}${other}_${secret}`, {}],
  ["in a file in base64", base64(`token=${token}\nkey=abc`), { is_base64_encoded: true }],
  ["in JSON", JSON.stringify({ token, key: "abc" }), {}],
])("an alert is not closed that mentions a revoked token %s", async (_, found, more) => {
  const { printed } = await closable(
    [alert(7, found, more)],
    [single(proven), resource({ ...recordOf(proven), tokenId: otherId })],
  );
  expect(printed).toBe("");
});

test("an alert of two tokens is closed only if both are proven", async () => {
  const twice = [alert(7, token), alert(7, other)];
  const second = resource({ ...recordOf(proven), tokenId: otherId });
  expect((await closable(twice, [single(proven)])).printed).toBe("");
  expect((await closable(twice, [single(proven), second])).printed).toBe("7\n");
});

test("no alert is closed by a 404 that was accepted, unless a person says so, which is told beside the numbers", async () => {
  const alerts = [alert(7, token), alert(8, other)];
  const resources = [single(accepted), resource({ ...recordOf(proven), tokenId: otherId })];
  expect((await closable(alerts, resources)).printed).toBe("8\n");
  const { printed, warned } = await closable(alerts, resources, "--accept-not-found");
  expect(printed).toBe("7\n8\n");
  expect(warned).toBe("Accepted by --accept-not-found, and not proven: 7.\n");
});

test("where no alert is open, none is proven", async () => {
  const { status, printed } = await run(["proof", await reportOf("[]"), "--alerts"], exported());
  expect({ status, printed }).toEqual({ status: 0, printed: "" });
});
