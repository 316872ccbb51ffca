import { watch } from "node:fs/promises";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";
import {
  lockInDatabase,
  startPostgresServer,
  type PostgresServer,
} from "../../support/pipelines/postgres-server";

jest.setTimeout(240_000);

const tokenId = "00000000-0000-4000-8000-000000000000";

let postgres: PostgresServer;
beforeAll(async () => (postgres = await startPostgresServer()));
afterAll(() => postgres.stop());

let incident: RecordIncident;
const backend = () => ({ PULUMI_BACKEND_URL: postgres.url });
beforeEach(async () => {
  incident = await startRecordIncident({ tokens: [{ tokenId }] });
  const { stack } = incident;
  await stack.list([`tokenId: ${tokenId}`]);
  await stack.program('new List("list", { file: "revocations.yaml" });');
  expect(await stack.pulumi(["stack", "init"], backend())).toMatchObject({ exitCode: 0 });
});
afterEach(async () => {
  await incident.stack.pulumi(["stack", "rm", "--yes", "--force"], backend());
  await incident.end();
});

const takesAll = "In this backend Pulumi's CLI takes away all locks of a stack at once";

test("in a database, recover leaves the lock of a run at work, takes that of a dead one away, and nothing where there is none", async () => {
  const { stack } = incident;
  await stack.program(
    'const fs = require("node:fs");',
    'fs.writeFileSync("begun", "");',
    'const waiting = setInterval(() => fs.existsSync("end") && clearInterval(waiting), 100);',
  );
  const changes = watch(stack.folder);
  const held = stack.up(backend());
  for await (const { filename } of changes) {
    if (filename === "begun") {
      break;
    }
  }
  const refused = await stack.gitops(["recover"], backend());
  expect(refused.exitCode).toBe(1);
  const [, processId] =
    /The stack is not recovered: a run of .+ \(process (\d+)\) since/.exec(refused.printed) ?? [];
  process.kill(Number(processId), "SIGKILL");
  await held;
  await stack.write("end", "");

  const recovered = await stack.gitops(["recover"], backend());
  expect(recovered.exitCode).toBe(0);
  expect(recovered.printed).toContain(`(process ${processId}) since`);
  expect(recovered.printed).toContain(takesAll);
  const again = await stack.gitops(["recover"], backend());
  expect(again).toEqual({ exitCode: 0, printed: "No run holds the stack.\n" });
});

test.each([
  [
    "a process that is no number",
    '{"pid":"7","username":"ci","hostname":"h","timestamp":"2026-11-28T08:35:05Z"}',
  ],
  ["null", "null"],
  ["less than that, since it is cut off", ""],
])("in a database, a person decides about a lock that names %s", async (_, content) => {
  const { stack } = incident;
  await lockInDatabase(postgres.url, content);
  const up = ["up", "--recover", "--skip-preview", "--message=m"];
  const refused = await stack.gitops(up, backend());
  expect(refused.exitCode).toBe(1);
  expect(refused.printed).toContain("The stack is locked: a run that can't be told (");
  expect(refused.printed).toContain("if you know that it is dead, run: datadog-token-gitops recover");
  expect(incident.isAlive(tokenId)).toEqual([true]);
  const recovered = await stack.gitops(["recover"], backend());
  expect(recovered.exitCode).toBe(0);
  expect(recovered.printed).toContain("Taken away: the lock of a run that can't be told (");
  expect(await stack.gitops(up, backend())).toMatchObject({ exitCode: 0 });
  expect(incident.isAlive(tokenId)).toEqual([false]);
});
