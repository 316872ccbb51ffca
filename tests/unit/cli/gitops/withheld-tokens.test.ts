import { appendFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import { withheldVariable } from "../../../../provider/schema/counted-record";
import { resourceTypes } from "../../../../provider/schema/resource-types";
import type { RevocationRecord } from "../../../../provider/schema/revocation-record";
import { runGitops, type Answer } from "../../../support/pipelines/gitops-run";

const [first = "", second = "", third = ""] = [0, 1, 2].map(
  (index) => `00000000-0000-4000-8000-00000000000${index}`,
);
const options = { site: "datadoghq.com", revokeOn: "both", onNotFound: "accept", verify: true } as const;
const listOf = (...ids: string[]) => `revocations:\n${ids.map((id) => `  - tokenId: ${id}\n`).join("")}`;

let folder: string;
let list: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gitops-"));
  list = join(folder, "revocations.yaml");
  await writeFile(list, listOf(first, second, third));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** An update that the provider refuses, since the settings withhold these tokens. */
const refused =
  (...ids: string[]) =>
  (environment: Readonly<Record<string, string>>) => {
    appendFileSync(environment[withheldVariable] ?? "", ids.map((id) => `${id}\n`).join(""));
    return { exitCode: 1 };
  };

/** A stack whose list has tokens on record that are not revoked yet, as after a failed run. */
const stackWithOpen = (...ids: string[]) =>
  stackWith(ids.map((tokenId) => ({ tokenId, ...options, status: "armed" as const })));

function stackWith(records: readonly RevocationRecord[]) {
  const outputs = batchStateOf({ ...options, evidence: true, file: "revocations.yaml" }, {}, records);
  const resource = { type: resourceTypes.list, urn: "urn:pulumi:prod::r::t::revocations", outputs };
  return { stdout: JSON.stringify({ deployment: { resources: [resource] } }) };
}

async function up(answers: Record<string, Answer[]>, ...settings: string[]) {
  const run = await runGitops(["up", "--list", list, "--max-a-day", "50", ...settings], answers);
  const updates = run.commands.filter((command) => command.startsWith("pulumi up")).length;
  return { ...run, updates, left: await readFile(list, "utf8") };
}

test("a protected token keeps no other one alive: it is taken out of the list, and named", async () => {
  const { status, updates, warned, left } = await up({ "pulumi up": [refused(second)] });
  expect({ status, updates, left }).toEqual({ status: 4, updates: 2, left: listOf(first, third) });
  expect(warned).toContain(
    `Taken out of ${list}, and not revoked, since they are protected, or what this run works with, as was said above: ${second}.`,
  );
});

test("what is known to be protected only when the first ones are taken out is taken out, too, however often", async () => {
  const { status, updates, left } = await up({
    "pulumi up": [refused(first), refused(second), refused(third)],
  });
  expect({ status, updates }).toEqual({ status: 4, updates: 4 });
  expect(left.replaceAll(/\s/g, "")).toBe("revocations:[]");
});

test.each([
  ["is not in the list", "61c07794-df2a-4403-a6ad-caa6bb70dae2", {}],
  [
    "would be revoked by being taken out",
    first,
    { "pulumi stack": [stackWithOpen(first), stackWithOpen(first)] },
  ],
])("a token that %s is no reason to try again", async (_, tokenId, answers) => {
  const { status, updates, left } = await up({ ...answers, "pulumi up": [refused(tokenId)] });
  expect({ status, updates, left }).toEqual({ status: 1, updates: 1, left: listOf(first, second, third) });
});

test("what an earlier run has left to be revoked comes first under the limit of a day, and new ones are taken out", async () => {
  const { status, left, warned } = await up({ "pulumi stack": [stackWithOpen(third)] }, "--max-a-day", "1");
  expect({ status, left }).toEqual({ status: 4, left: listOf(third) });
  expect(warned).toContain(`: ${first}, ${second}.`);
});

test("where not even that fits the limit of a day nothing is done, since to be taken out revokes it", async () => {
  const stack = { "pulumi stack": [stackWithOpen(second, third)] };
  const { status, updates, warned, left } = await up(stack, "--max-a-day", "1");
  expect({ status, updates, left }).toEqual({ status: 1, updates: 0, left: listOf(first, second, third) });
  expect(warned).toContain(`above the limit of 1 in 24 hours`);
  expect(warned).toContain(`${third}, ${first}; nothing was revoked`);
});

test("where a first try has used up the limit of a day, what it left is named, and that no more was revoked", async () => {
  const revokedAt = new Date().toISOString();
  const used = stackWith([{ tokenId: third, ...options, status: "revoked", revokedAt }]);
  const answers = { "pulumi stack": [stackWith([]), used], "pulumi up": [refused(first)] };
  const { status, warned } = await up(answers, "--max-a-day", "1");
  expect(status).toBe(1);
  expect(warned).toContain(`${second}; protected`);
  expect(warned).toContain(`: ${first}; nothing more was revoked.`);
});
