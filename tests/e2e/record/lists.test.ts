import { keys } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(180_000);

const time = expect.any(String) as string;

let incident: RecordIncident;

afterEach(() => incident.end());

test("case 8: a list that tells entries twice, or other totals from page to page, says nothing of the tokens that are missing on it", async () => {
  incident = await startRecordIncident({ tokens: 150 });
  const { datadog, stack } = incident;
  const tokenIds = datadog.tokens
    .list()
    .slice(80, 110)
    .map(({ tokenId }) => tokenId);
  await stack.program(`new Batch("batch", { tokenIds: ${JSON.stringify(tokenIds)} });`);
  datadog.faults.distortList({ shift: 20, totalDrift: 1 });
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  // The whole list was no proof: each token was asked for on its own.
  const asked = datadog.ledger.entries({ method: "GET", status: 404 }).map(({ tokenId }) => tokenId);
  expect([...new Set(asked)].sort()).toEqual([...tokenIds].sort());

  for (const tokenId of tokenIds) {
    datadog.tokens.revive(tokenId);
  }
  await stack.age(61);
  datadog.faults.clear();
  datadog.faults.distortList({ duplicates: 40 });
  const refreshed = await stack.refresh();
  expect(refreshed.printed).toContain("30 personal access tokens on datadoghq.com");
  const records = Object.values(await stack.records());
  expect(records.map(({ unfinished }) => unfinished)).toEqual(tokenIds.map(() => "aliveAgain"));
});

test("case 9: after a run of which everything was refused the cap holds also without a preview", async () => {
  incident = await startRecordIncident({ tokens: 30 });
  const { datadog, stack, deletes } = incident;
  const tokenIds = datadog.tokens.list().map(({ tokenId }) => tokenId);
  await stack.list(tokenIds.map((tokenId) => `tokenId: ${tokenId}`));
  await stack.program('new List("list", { file: "revocations.yaml" });');
  datadog.faults.answer({ method: "DELETE" }, [403], Infinity);
  const refused = await stack.up();
  expect(refused.printed).toContain(
    "30 of 30 personal access tokens could not be dealt with on datadoghq.com.",
  );
  expect(deletes()).toHaveLength(30);

  datadog.faults.clear();
  datadog.ledger.clear();
  const capped = await stack.up({ DD_MAX_REVOCATIONS: "25" });
  expect(capped.exitCode).not.toBe(0);
  expect(capped.printed).toContain(
    "30 new revocations in revocations.yaml, and DD_MAX_REVOCATIONS allows 25.",
  );
  expect(deletes()).toEqual([]);
});

test("case 9: after a run of which every single resource was refused, and none got into the state, the cap holds, too", async () => {
  incident = await startRecordIncident({ tokens: 3 });
  const { datadog, stack, deletes } = incident;
  const tokenIds = datadog.tokens.list().map(({ tokenId }) => tokenId);
  await stack.program(
    ...tokenIds.map((tokenId) => `new Revocation("${tokenId}", { tokenId: "${tokenId}" });`),
  );
  datadog.faults.answer({ method: "DELETE" }, [403], Infinity);
  expect((await stack.up({}, "--continue-on-error")).exitCode).not.toBe(0);
  datadog.faults.clear();
  datadog.ledger.clear();
  const capped = await stack.up({ DD_MAX_REVOCATIONS: "2" });
  expect(capped.exitCode).not.toBe(0);
  expect(capped.printed).toContain("3 new revocations so far in this run, and DD_MAX_REVOCATIONS allows 2.");
  expect(deletes().length).toBeLessThanOrEqual(2);
});

test("case 10: proof needs every record of a token, names where each stands, and closes no alert whose own secret is another key", async () => {
  incident = await startRecordIncident({ tokens: 2, secondRevocation: 404 });
  const { datadog, stack, text } = incident;
  const [twice, once] = datadog.tokens.list().map(({ tokenId }) => tokenId) as [string, string];
  // The record that says more comes last.
  await stack.program(
    `const eu = new Revocation("eu", { tokenId: "${twice}", account: "eu" });`,
    `new Revocation("us", { tokenId: "${twice}", site: "datadoghq.com" }, { dependsOn: eu });`,
    `new Batch("batch", { tokenIds: ["${once}"] });`,
  );
  datadog.faults.hide(twice, 3);
  // One address stands in for one site, so each site has an account of its own here.
  const eu = {
    DD_ACCOUNTS: "eu",
    DD_EU_SITE: "datadoghq.eu",
    DD_EU_API_URL: datadog.url,
    DD_EU_API_KEY: keys.DD_API_KEY,
    DD_EU_APP_KEY: keys.DD_APP_KEY,
  };
  expect(await stack.up(eu)).toMatchObject({ exitCode: 0 });
  expect(await stack.outputs("eu")).toMatchObject({ status: "alreadyRevoked", notFoundAt: time });
  expect(await stack.outputs("us")).toMatchObject({ status: "revoked", verifiedAt: time });

  await stack.write("leak.log", `${text(twice)}\n${text(once)}\n`);
  const proof = await stack.gitops(["proof", "leak.log"]);
  expect(proof.exitCode).toBe(1);
  const lines = proof.printed.trim().split("\n");
  expect(lines).toHaveLength(3);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        `^✗ .*${twice}.* on datadoghq.eu \\(account eu\\), organisation ${datadog.organization}, by eu$`,
      ),
      expect.stringMatching(`^✓ .*${twice}.* on datadoghq.com, organisation ${datadog.organization}, by us$`),
      expect.stringMatching(
        `^✓ .*${once}.* on datadoghq.com, organisation ${datadog.organization}, by batch$`,
      ),
    ]),
  );

  const portion = `ddpat_${datadog.tokens.get(once)?.alias ?? ""}`;
  const alert = (number: number, secret: string) => ({
    number,
    secret_type: "datadog_personal_access_token",
    secret,
    html_url: `https://github.com/acme/app/security/secret-scanning/${number}`,
  });
  const alerts = [
    alert(3, text(twice)),
    alert(4, text(once)),
    {
      ...alert(5, "AKIAIOSFODNN7EXAMPLE"),
      secret_type: "aws_access_key_id",
      resolution_comment: `beside ${portion}`,
    },
    { ...alert(6, `AKIAIOSFODNN7EXAMPLE ${portion}`), secret_type: "custom_pattern" },
  ];
  await stack.write("alerts.json", JSON.stringify(alerts));
  expect(await stack.gitops(["proof", "alerts.json", "--alerts"])).toEqual({ exitCode: 0, printed: "4\n" });
});

test("case 15: a list named toString and a clock beyond 2059 write a record that the next run can read", async () => {
  incident = await startRecordIncident({ tokens: 2 });
  const { datadog, stack } = incident;
  const [listed, single] = datadog.tokens.list().map(({ tokenId }) => tokenId) as [string, string];
  await stack.list([`tokenId: ${listed}`], "toString");
  await stack.program(
    'new List("toString", { file: "toString" });',
    `new Revocation("constructor", { tokenId: "${single}" });`,
  );
  await stack.write(
    "clock.js",
    `const Real = Date, ahead = Real.parse("2060-01-01") - Real.now();
globalThis.Date = class extends Real {
  constructor(...args) { args.length === 0 ? super(Real.now() + ahead) : super(...args); }
  static now() { return Real.now() + ahead; }
};`,
  );
  const later = { NODE_OPTIONS: `--require=${stack.folder}/clock.js` };
  expect(await stack.up(later)).toMatchObject({ exitCode: 0 });
  const in2060 = expect.stringMatching(/^2060-01-01T/) as string;
  const proven = { status: "revoked", revokedAt: in2060, verifiedAt: in2060 };
  expect(await stack.records()).toMatchObject({ [listed]: proven, [single]: proven });
  const again = await stack.up({}, "--refresh");
  expect(again.printed).toContain("3 unchanged");
  expect(await stack.records()).toMatchObject({ [listed]: proven, [single]: proven });
});
