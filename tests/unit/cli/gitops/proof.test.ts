import { runGitops as run } from "../../../support/pipelines/gitops-run";
import {
  token,
  organization,
  at,
  later,
  reportOf,
  recordOf,
  single,
  batch,
  exported,
  proven,
  accepted,
  name,
  where,
  type Words,
  alert,
} from "./proof-states";

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
    `✓ ${name}: proven gone, and not known to be revoked by us, verified ${later}, ${where}\n`,
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
