import { writeFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import {
  changedRecordVariable,
  countedRecords,
  countedRecordVariable,
} from "../../../../provider/schema/counted-record";
import { resourceTypes } from "../../../../provider/schema/resource-types";
import { runGitops } from "../../../support/pipelines/gitops-run";

const [recorded, fresh] = ["35ef7728-4761-41dd-8a7b-f1112a26f840", "61c07794-df2a-4403-a6ad-caa6bb70dae2"];
const urn = "urn:pulumi:prod::revocations::pulumi-nodejs:dynamic/datadog:RevocationList::revocations";
const options = { site: "datadoghq.com", revokeOn: "both", onNotFound: "accept", verify: true } as const;
const file = "revocations.yaml";
const state = batchStateOf({ ...options, evidence: true, file }, {}, [
  { tokenId: recorded, ...options, status: "revoked", revokedAt: "1970-01-01T00:00:00.000Z" },
]);
const stackWith = (...states: object[]) => ({
  stdout: JSON.stringify({
    deployment: { resources: states.map((outputs) => ({ type: resourceTypes.list, urn, outputs })) },
  }),
});

let folder: string;
let list: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gitops-"));
  list = join(folder, file);
  await writeFile(list, `revocations:\n  - tokenId: ${recorded}\n  - tokenId: ${fresh}\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const missed = (environment: Readonly<Record<string, string>>) => {
  writeFileSync(environment[changedRecordVariable] ?? "", "");
  return { exitCode: 1 };
};
const locked = { exitCode: 1, stderr: "error: the stack is currently locked by 1 lock(s)." };

/** The records that each update was given, if the stack is as it is told to be at each count. */
async function countedAt(stacks: object[], ends: unknown[]): Promise<(string | undefined)[]> {
  const { commands, environments } = await runGitops(
    ["up", "--list", list, "--max-a-day", "9", "--lock-wait", "60", "--allow-removals"],
    { "pulumi stack": stacks, "pulumi up": ends } as never,
  );
  return environments
    .filter((_, index) => commands[index]?.startsWith("pulumi up"))
    .map(({ [countedRecordVariable]: counted }) => counted);
}

test("a list that the provider missed though its record is as it was counted may be made beside it at the next try", async () => {
  const stack = () => stackWith(state);
  expect(await countedAt([stack(), stack(), stack()], [missed])).toEqual([
    countedRecords([state], file),
    countedRecords([state, {}], file),
  ]);
});

test("a list that another run has destroyed is counted as one without a record at the next try", async () => {
  expect(await countedAt([stackWith(state), stackWith(), stackWith()], [missed])).toEqual([
    countedRecords([state], file),
    countedRecords([], file),
  ]);
});

test("a try that only waited for the stack's lock lets no list be made beside the one that was counted", async () => {
  const stack = () => stackWith(state);
  expect(await countedAt([stack(), stack(), stack()], [locked])).toEqual([
    countedRecords([state], file),
    countedRecords([state], file),
  ]);
});
