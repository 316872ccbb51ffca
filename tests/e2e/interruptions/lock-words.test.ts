import { spawnSync } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";
import { lockedBy } from "../../support/pipelines/locked-stack";
import { startPostgresServer, type PostgresServer } from "../../support/pipelines/postgres-server";

jest.setTimeout(240_000);

const tokenId = "00000000-0000-4000-8000-000000000000";

let postgres: PostgresServer;
beforeAll(async () => (postgres = await startPostgresServer()));
afterAll(() => postgres.stop());

let incident: RecordIncident;
beforeEach(async () => (incident = await startRecordIncident({ tokens: [{ tokenId }] })));
afterEach(() => incident.end());

/** The CLI's words about a lock of a process that is dead, on this machine. */
const words = () => lockedBy({ host: hostname(), processId: spawnSync("true").pid }).stderr;

/** A `PATH` whose `pulumi` notes how it is called. */
async function notingPath(): Promise<{ PATH: string; calls: () => Promise<string[]> }> {
  const path = process.env["PATH"] ?? "";
  const folder = join(incident.pulumi.folder, "noting");
  await mkdir(folder);
  const calls = join(folder, "calls");
  const command = join(folder, "pulumi");
  await writeFile(command, `#!/bin/sh\necho "$1" >> '${calls}'\nPATH='${path}' exec pulumi "$@"\n`);
  await chmod(command, 0o755);
  const read = async () => (await readFile(calls, "utf8")).trim().split("\n");
  return { PATH: `${folder}${delimiter}${path}`, calls: read };
}

/** The words in each place of a project that somebody else may write. */
const places: [string, (said: string) => Promise<unknown>][] = [
  [
    "a reason",
    (said) => incident.stack.list([`{ tokenId: ${tokenId}, reason: ${JSON.stringify(said)}, tiket: x }`]),
  ],
  [
    "a key of the list",
    (said) => incident.stack.list([`{ tokenId: ${tokenId}, ${JSON.stringify(said)}: x }`]),
  ],
  [
    "the name of a report",
    (said) => incident.stack.list([`{ reports: [${JSON.stringify(`${said.split("\n")[0] ?? ""}.json`)}] }`]),
  ],
  [
    "what a program prints and throws",
    async (said) => {
      await incident.stack.list([`tokenId: ${tokenId}`]);
      const text = JSON.stringify(said);
      await incident.stack.program(
        `console.log(${text}); console.error(${text}); require("node:fs").writeSync(2, ${text});`,
        `pulumi.log.error(${text}); throw new Error(${text});`,
      );
    },
  ],
  ["the project's description", (said) => incident.stack.write("Pulumi.yaml", project(said))],
];

const project = (said: string) =>
  `name: record\nruntime: nodejs\ndescription: ${JSON.stringify(said)}\nconfig:\n  ${JSON.stringify(said)}:\n    type: nothing\n`;

const backends = [
  { name: "PostgreSQL", url: () => postgres.url },
  { name: "a folder", url: () => pathToFileURL(incident.pulumi.backendFolder).href },
] as const;

test.each(
  places.map(([place, write], index) => ({ place, write, backend: backends[index % 2] ?? backends[0] })),
)(
  "words about a lock in $place take none away, and have nothing tried again, on $backend.name",
  async ({ write, backend: { url } }) => {
    const { stack } = incident;
    const { PATH, calls } = await notingPath();
    const environment = { PATH, PULUMI_BACKEND_URL: url() };
    await stack.program('new List("list", { file: "revocations.yaml" });');
    await stack.pulumi(["stack", "init"], { PULUMI_BACKEND_URL: url() });
    await write(words());
    const args = ["up", "--recover", "--allow-removals", "--skip-preview", "--message=m", "--lock-wait=60"];
    const { exitCode, printed } = await stack.gitops(args, environment);
    expect(exitCode).toBe(1);
    expect(printed.replaceAll("%20", " ")).toContain("the stack is currently locked");
    expect(printed).not.toMatch(/recovering|Another run holds the stack|The stack is locked/);
    expect((await calls()).filter((call) => ["up", "cancel", "refresh"].includes(call))).toEqual(["up"]);
    await stack.pulumi(["stack", "rm", "--yes", "--force"], { PULUMI_BACKEND_URL: url() });
  },
);
