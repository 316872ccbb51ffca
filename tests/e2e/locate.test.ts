import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator, type Simulator } from "datadog-token-simulator";
import { checkoutFolder } from "../support/engine/example-copy";
import { DatadogNetwork } from "../support/locate/datadog-network";

jest.setTimeout(60_000);

const own = { apiKey: "an-api-key", appKey: "an-app-key" };
let folder: string;
let first: Simulator;
let second: Simulator;
let third: Simulator;
let network: DatadogNetwork;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "locate-"));
  const organisation = (id: string, permissions = {}) =>
    startSimulator({ organization: id, credentials: own, permissions });
  first = await organisation("00000000-0000-4000-8000-000000000001");
  second = await organisation("00000000-0000-4000-8000-000000000002");
  third = await organisation("00000000-0000-4000-8000-000000000003", { currentUser: false });
  network = await DatadogNetwork.start(folder, {
    "datadoghq.com": first,
    "datadoghq.eu": second,
    "us5.datadoghq.com": third,
    "ddog-gov.com": "down",
  });
});
afterAll(async () => {
  await Promise.all([first, second, third, network].map((each) => each.close()));
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => network.asked.splice(0));

/** Runs one of the package's commands in this network, with settings that must not matter. */
async function run(command: string, ...args: string[]) {
  const file = join(checkoutFolder, "dist/cli", command);
  const env = { ...process.env, ...network.environment, DD_API_URL: first.url, DD_SITE: "datadoghq.com" };
  return new Promise<{ status: number; printed: string; warned: string }>((resolve) => {
    const child = execFile(process.execPath, [file, ...args], { cwd: folder, env }, (_, printed, warned) => {
      resolve({ status: child.exitCode ?? 1, printed, warned });
    });
  });
}
const locate = (...args: string[]) => run("token-id/datadog-token-id.js", "--locate", ...args);

async function leak(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}
const reachable = ["--site", "datadoghq.com", "--site", "datadoghq.eu", "--site", "us5.datadoghq.com"];
const invented = "x".repeat(36);

test("a leaked token says that it is live on the second of three sites, and of which organisation", async () => {
  const token = second.tokens.create();
  const { status, printed, warned } = await locate(...reachable, await leak("a.log", `T=${token.text}\n`));
  expect(printed).toBe(
    `${token.tokenId} live on datadoghq.eu, organisation ${second.organization}, owner ${token.ownerId}@simulator.invalid\n`,
  );
  expect({ status, warned }).toEqual({ status: 0, warned: "" });
  // DD_API_URL leads to the first one; what it got came as Datadog's own host, like everything else.
  expect(network.asked.toSorted()).toEqual([
    "api.datadoghq.com /api/v2/validate_keys",
    "api.datadoghq.eu /api/v2/current_user",
    "api.datadoghq.eu /api/v2/validate_keys",
    "api.us5.datadoghq.com /api/v2/validate_keys",
  ]);
  expect(first.ledger.entries()).toHaveLength(1);
});

test("a token of a service account is located the same way", async () => {
  const token = second.tokens.create({ type: "service_access_tokens" });
  const { printed } = await locate(...reachable, "--json", await leak("s.log", token.text));
  expect(JSON.parse(printed)).toEqual([
    expect.objectContaining({
      kind: "service",
      location: expect.objectContaining({ status: "live", site: "datadoghq.eu" }) as object,
    }),
  ]);
});

test("a token whose scopes don't say whose it is is live all the same", async () => {
  const token = third.tokens.create();
  const { status, printed } = await locate(...reachable, await leak("b.log", token.text));
  expect(printed).toBe(`${token.tokenId} live on us5.datadoghq.com, whose organisation it may not ask\n`);
  expect(status).toBe(0);
});

test("a revoked token and a planted public portion are live nowhere", async () => {
  const dead = second.tokens.create({ revoked: true });
  const victim = second.tokens.create();
  const planted = `ddpat_${victim.alias}_${invented}`;
  const { status, printed } = await locate(...reachable, await leak("c.log", `${dead.text}\n${planted}\n`));
  const nowhere =
    "not accepted on any site asked (datadoghq.com, datadoghq.eu, us5.datadoghq.com): dead, or made up";
  expect(printed).toBe(`${dead.tokenId} ${nowhere}\n${victim.tokenId} ${nowhere}\n`);
  expect(status).toBe(0);
});

test("with one site down, what is live elsewhere is told, and of the rest that it can't be", async () => {
  const token = second.tokens.create();
  const made = `ddpat_${first.tokens.create().alias}_${invented}`;
  const { status, printed } = await locate(await leak("d.log", `${made}\n${token.text}\n`));
  const [live, untold] = printed.trim().split("\n");
  expect(live).toContain(`${token.tokenId} live on datadoghq.eu`);
  expect(untold).toContain(
    "can't be told. ddog-gov.com: a proxy's refusal to connect to api.ddog-gov.com: 502 Bad Gateway.",
  );
  expect(status).toBe(1);
});

test("declare revokes nothing of a public portion, a mention or an invented secret, and all of it before a person", async () => {
  const real = second.tokens.create();
  const victims = [first, second, third].map(({ tokens }) => tokens.create());
  const report = await leak(
    "report.log",
    [
      `see ${victims[0]?.alias ?? ""} or ddpat_${victims[0]?.alias ?? ""}`,
      `ddpat_${victims[1]?.alias ?? ""}_${invented}`,
      `"snippet": "ddpat_${victims[2]?.alias ?? ""}_****"`,
      real.text,
    ].join("\n"),
  );
  const list = await leak("revocations.yaml", "revocations: []\n");
  const declare = [
    "gitops/datadog-token-gitops.js",
    "declare",
    report,
    "--list",
    list,
    ...reachable,
  ] as const;
  const atOnce = await run(...declare, "--live-only");
  expect(atOnce).toMatchObject({ status: 0, warned: "" });
  expect(await readFile(list, "utf8")).toBe(
    `revocations:\n  - token: ddpat_${real.alias}\n    site: datadoghq.eu\n    reason: ${report}:4\n`,
  );
  const rest = await run(...declare, "--locate");
  expect(rest.status).toBe(0);
  const written = await readFile(list, "utf8");
  expect([...written.matchAll(/token: ddpat_(\w+)/g)].map(([, alias]) => alias)).toEqual(
    [real, ...victims].map(({ alias }) => alias),
  );
  for (const text of [atOnce.printed, rest.printed, rest.warned, written]) {
    expect(text).not.toContain(real.text);
    expect(text).not.toContain(invented);
  }
});

test("of a real leak behind a crowd of invented tokens, and of invented texts for its own portion, the real one alone is declared", async () => {
  const real = second.tokens.create();
  const crowd = Array.from({ length: 25 }, () => `ddpat_${first.tokens.create().alias}_${invented}`);
  const forged = ["a", "b", "c"].map((letter) => `ddpat_${real.alias}_${letter.repeat(36)}`);
  const report = await leak("crowd.log", [...crowd, ...forged, real.text].join("\n"));
  const list = await leak("revocations.yaml", "revocations: []\n");
  const command = ["declare", report, "--list", list, ...reachable, "--live-only"];
  const { status, printed } = await run("gitops/datadog-token-gitops.js", ...command);
  expect(status).toBe(0);
  const written = await readFile(list, "utf8");
  expect([...written.matchAll(/token: (\S+)/g)].map(([, portion]) => portion)).toEqual([
    `ddpat_${real.alias}`,
  ]);
  expect(printed + written).not.toContain(real.text);
});
