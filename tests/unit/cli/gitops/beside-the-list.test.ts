import { appendFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import { aboveCapVariable } from "../../../../provider/schema/counted-record";
import { resourceTypes } from "../../../../provider/schema/resource-types";
import { runGitops, type Answer } from "../../../support/pipelines/gitops-run";

const ids = [0, 1, 2].map((index) => `00000000-0000-4000-8000-00000000000${index}`);
const urn = "urn:pulumi:prod::revocations::pulumi-nodejs:dynamic/datadog:RevocationList::revocations";
const options = { site: "datadoghq.com", revokeOn: "both", onNotFound: "accept", verify: true } as const;
const whole = `revocations:\n${ids.map((id) => `  - tokenId: ${id}\n`).join("")}`;

let folder: string;
let list: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gitops-"));
  list = join(folder, "revocations.yaml");
  await writeFile(list, whole);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** An update that the provider refuses, since so many are above the cap. */
const refused = (above: number) => (environment: Readonly<Record<string, string>>) => {
  appendFileSync(environment[aboveCapVariable] ?? "", `${above}\n`);
  return { exitCode: 1 };
};

/** A stack in which another list has revoked some tokens just now. */
const stackWith = (tokenIds: readonly string[]) => {
  const records = tokenIds.map((tokenId) => ({
    tokenId,
    ...options,
    status: "revoked" as const,
    revokedAt: "1970-01-01T00:00:00.000Z",
  }));
  const outputs = batchStateOf({ ...options, evidence: true, file: "revocations.yaml" }, {}, records);
  return {
    stdout: JSON.stringify({ deployment: { resources: [{ type: resourceTypes.list, urn, outputs }] } }),
  };
};

async function up(stacks: Answer[], ends: Answer[]) {
  const run = await runGitops(
    ["up", "--list", list, "--max-a-day", "50", "--allow-removals"],
    { "pulumi stack": stacks, "pulumi up": ends },
    { DD_MAX_REVOCATIONS: "3" },
  );
  const updates = run.environments.filter((_, index) => run.commands[index]?.startsWith("pulumi up"));
  return { ...run, caps: updates.map((environment) => environment["DD_MAX_REVOCATIONS"]) };
}

const empty = () => ({ stdout: "{}" });

test("a new resource beside a list at the cap has its part of it, and the list's last token is left out and named", async () => {
  const { status, warned, caps } = await up([empty(), empty(), empty()], [refused(1)]);
  expect(status).toBe(4);
  expect(warned).toContain(
    `above the limit of 3 a run (DD_MAX_REVOCATIONS), of which other resources of the program take a part: ${ids[2] ?? ""}.`,
  );
  expect(caps[1]).toBe("3");
  expect(await readFile(list, "utf8")).not.toContain(ids[2]);
});

test("what a try has revoked before it met the cap counts for the cap of the next one, which is not run if nothing is left", async () => {
  const { status, commands } = await up([empty(), stackWith(ids)], [refused(1)]);
  expect(status).toBe(1);
  expect(commands.filter((command) => command.startsWith("pulumi up"))).toHaveLength(1);
  expect(await readFile(list, "utf8")).toBe(whole);
});

test("a list that other resources leave no room at all fails as it did, and stays as it was", async () => {
  const { status, commands } = await up([empty(), empty()], [refused(3)]);
  expect(status).toBe(1);
  expect(commands.filter((command) => command.startsWith("pulumi up"))).toHaveLength(1);
  expect(await readFile(list, "utf8")).toBe(whole);
});
