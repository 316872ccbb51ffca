import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { startSimulator, type Simulator } from "datadog-token-simulator";
import { CliStack, type CliRun } from "../../support/engine/cli-stack";
import { fixedBytes } from "../../support/engine/fixed-bytes";
import { createPulumiEnvironment, type PulumiEnvironment } from "../../support/engine/pulumi-environment";
import { Marks } from "../../support/secrets/marks";
import { ProcessArguments } from "../../support/secrets/process-arguments";
import { writtenFiles } from "../../support/secrets/written-files";

jest.setTimeout(300_000);

/** Keys that look different in JSON, in a URL and in base64. */
const keys = { DD_API_KEY: 'marked "api+key"/5f1c3a7e', DD_APP_KEY: 'marked "app+key"/9b2d4c6f' };

let pulumi: PulumiEnvironment;
let datadog: Simulator;
let stack: CliStack;
let marks: Marks;

beforeAll(async () => {
  pulumi = await createPulumiEnvironment();
  datadog = await startSimulator({
    tokens: 4,
    credentials: { apiKey: keys.DD_API_KEY, appKey: keys.DD_APP_KEY },
    randomBytes: fixedBytes,
  });
  const texts = datadog.tokens.list().map(({ text }) => text);
  const temporary = join(pulumi.folder, "temporary");
  await mkdir(temporary);
  stack = await CliStack.create(pulumi, {
    ...keys,
    DD_API_URL: datadog.url,
    TMPDIR: temporary,
    // The flag --event-log is one of these.
    PULUMI_DEBUG_COMMANDS: "true",
    PULUMI_EXPERIMENTAL: "true",
    ...Object.fromEntries(texts.map((text, index) => [`LEAKED_${index}`, text])),
  });
  const secretParts = texts.map((text, index) => [`the secret part of token ${index}`, text.slice(-32)]);
  marks = new Marks({ ...keys, ...(Object.fromEntries(secretParts) as Record<string, string>) });
});
afterAll(async () => {
  await datadog.close();
  await pulumi.remove();
});

const program = [
  "const { LEAKED_0, LEAKED_1, LEAKED_2, LEAKED_3 } = process.env;",
  'new Revocation("by-text", { token: LEAKED_0, reason: `posted as ${LEAKED_0}` });',
  'new Revocation("by-secret", { token: pulumi.secret(LEAKED_1), ticket: Buffer.from(LEAKED_1).toString("base64") });',
  'new Batch("batch", { tokens: [LEAKED_2, `{"log": "${LEAKED_3}"}`] });',
];

const verbose = ["-v=9", "--logtostderr", "--logflow"];

/** Everything that a run writes on demand: its events, its trace, and the most verbose log. */
const watched = (run: string) => [
  ...verbose,
  `--event-log=${join(stack.folder, `${run}-events.json`)}`,
  `--tracing=file:${join(stack.folder, `${run}-trace.json`)}`,
];

const expectPassed = ({ exitCode, printed }: CliRun) => {
  expect({ exitCode, end: exitCode === 0 ? "" : printed.slice(-3000) }).toEqual({ exitCode: 0, end: "" });
};

test("neither a key nor a leaked token is in anything that a plan, a failing run, an update, a refresh and a destroy write", async () => {
  await stack.program(...program);
  const looking = new ProcessArguments();
  const plan = join(stack.folder, "plan.json");
  expectPassed(await stack.preview({}, `--save-plan=${plan}`, "--diff", ...watched("preview")));
  // A server that says back whatever it was told.
  const echo = { errors: [`${Object.values(keys).join(" ")} ${datadog.tokens.list()[0]?.text}`] };
  datadog.faults.answer({ method: "DELETE" }, [{ status: 403, body: echo }], Infinity);
  const refused = await stack.up({}, `--plan=${plan}`, ...watched("refused"));
  expect(refused.exitCode).not.toBe(0);
  datadog.faults.clear();
  expectPassed(await stack.up({}, ...watched("up")));
  expect(datadog.tokens.list().filter(({ tokenId }) => datadog.tokens.isAlive(tokenId))).toEqual([]);
  expectPassed(await stack.refresh({}, ...watched("refresh")));
  await stack.pulumi(["stack", "export", "--file=exported.json"]);
  await stack.pulumi(["stack", "history", "--json"]);
  expectPassed(await stack.destroy({}, ...watched("destroy")));
  const commands = looking.stop();

  const files = await writtenFiles(pulumi.folder);
  for (const name of [
    "plan.json",
    "exported.json",
    "up-events.json",
    "up-trace.json",
    "refused-events.json",
  ]) {
    expect(files.get(join("record", name))?.length).toBeGreaterThan(100);
  }
  const found = [...files, ["what was printed", stack.transcript], ["command lines", commands.join("\n")]]
    .map(([file = "", text = ""]) => [file, marks.foundIn(text)] as const)
    .filter(([, secrets]) => secrets.length > 0);
  expect(found).toEqual([]);
  expect(commands.filter((command) => command.includes("pulumi up"))).not.toEqual([]);
  expect(stack.transcript).toContain("eventSink::");
});

test("the search finds a secret in every form", () => {
  const secret = keys.DD_API_KEY;
  for (const text of [
    secret,
    JSON.stringify({ key: secret }),
    JSON.stringify(JSON.stringify({ key: secret })),
    `?key=${encodeURIComponent(secret)}&`,
    ...["", "a", "ab", "abc"].map((before) => Buffer.from(`${before}${secret}${before}`).toString("base64")),
  ]) {
    expect(marks.foundIn(text).length).toBeGreaterThan(0);
  }
});
