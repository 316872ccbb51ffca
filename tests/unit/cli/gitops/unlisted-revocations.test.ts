import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import { pluginTypes, resourceTypes } from "../../../../provider/schema/resource-types";
import type { RevocationRecord } from "../../../../provider/schema/revocation-record";
import { runGitops as run } from "../../../support/pipelines/gitops-run";

const listed = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const lost = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const revokedAt = "2026-11-24T10:00:00.000Z";

let folder: string;
let list: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gitops-"));
  list = join(folder, "revocations.yaml");
  await writeFile(list, listOf(listed));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const listOf = (...ids: string[]) =>
  ["revocations:", ...ids.map((tokenId) => `  - token: ddpat_${aliasFromTokenId(tokenId)}`), ""].join("\n");

function stackWith(
  status: RevocationRecord["status"],
  file = "revocations.yaml",
  type: string = resourceTypes.list,
) {
  const record = (tokenId: string): RevocationRecord => ({
    tokenId,
    account: "default",
    site: "datadoghq.com",
    revokeOn: "both",
    onNotFound: "accept",
    status,
    ...(status === "revoked" && { revokedAt, verifiedAt: revokedAt }),
  });
  const options = { site: "datadoghq.com", revokeOn: "both", onNotFound: "accept", verify: true } as const;
  const outputs = batchStateOf({ ...options, evidence: true, file }, {}, [record(listed), record(lost)]);
  const urn = `urn:pulumi:prod::revocations::${type}::revocations`;
  return {
    "pulumi stack": [{ stdout: JSON.stringify({ deployment: { resources: [{ type, urn, outputs }] } }) }],
  };
}
const isUpdate = (command: string) => command.startsWith("pulumi up");

test.each([
  ["TypeScript", resourceTypes.list],
  ["YAML", pluginTypes.list],
])("what a list in %s has on record and not in its file stops the update, and is named", async (_, type) => {
  const answers = stackWith("revoked", "revocations.yaml", type);
  const { status, commands, warned } = await run(["up", "--list", list], answers);
  expect(status).toBe(1);
  expect(commands.filter(isUpdate)).toEqual([]);
  expect(warned).toContain(`On record as revoked, and not in ${list}:`);
  expect(warned).toContain(`  ${lost}: revoked by us, and proven gone, revoked ${revokedAt}`);
  expect(warned).not.toContain(listed);
  expect(warned).toContain("datadog-token-gitops up --allow-removals");
});

test.each<[string, string[], ReturnType<typeof stackWith>]>([
  ["a person says that they are meant to go", ["--allow-removals"], stackWith("revoked")],
  ["they were to be revoked at their removal", [], stackWith("armed")],
  ["another list of the program beside it names them", [], stackWith("revoked", "eu.yaml")],
  ["another list names them since", ["--list", "EU"], stackWith("revoked")],
  ["the list is called otherwise by now", ["--list", "EU"], stackWith("revoked", "former.yaml")],
])("tokens that the list does not name are no obstacle where %s", async (_, options, answers) => {
  const eu = join(folder, "eu.yaml");
  await writeFile(eu, listOf(lost, listed));
  const args = ["up", "--list", list, ...options.map((option) => (option === "EU" ? eu : option))];
  const { status, commands } = await run(args, answers);
  await rm(eu);
  expect(status).toBe(0);
  expect(commands.filter(isUpdate)).toHaveLength(1);
});

test("a list with a mistake stops the update, and says where", async () => {
  const wrong = join(folder, "wrong.yaml");
  await writeFile(wrong, "revocations:\n  - {tokenId: 12}\n");
  const { status, commands, warned } = await run(["up", "--list", wrong], stackWith("revoked", "wrong.yaml"));
  expect(status).toBe(1);
  expect(commands.filter(isUpdate)).toEqual([]);
  expect(warned).toContain(`${wrong}:2`);
});

test.each([
  ["is called otherwise by now", "revocations.yaml", "former.yaml", "revocations.yaml"],
  ["is not there, and another one is named", "none.yaml", "former.yaml", undefined],
  ["is at another place", join("moved", "revocations.yaml"), "revocations.yaml", undefined],
])(
  "what a list that %s has on record, and no list names, stops the update with advice",
  async (_, named, recordedAs, known) => {
    const answers = stackWith("revoked", recordedAs);
    const { status, commands, warned } = await run(["up", "--list", join(folder, named)], answers);
    expect(status).toBe(1);
    expect(commands.filter(isUpdate)).toEqual([]);
    expect(warned).toContain(
      known === undefined
        ? "On record as revoked, and in no list, since there is no file of one:"
        : `On record as revoked, and not in ${join(folder, known)}:`,
    );
    expect(warned).toContain(`  ${lost}: revoked by us`);
    expect(warned).toContain("name it: --list FILE, once for each.");
  },
);

test("without the list's file, and with nothing of a list on record, the program says what is missing", async () => {
  const { status, commands } = await run(["up", "--list", join(folder, "none.yaml")], {});
  expect(status).toBe(0);
  expect(commands.filter(isUpdate)).toHaveLength(1);
});

test("two lists of the same name in two folders are told from each other by naming both", async () => {
  const other = join(folder, "eu", "revocations.yaml");
  await mkdir(join(folder, "eu"));
  await writeFile(other, listOf(lost));
  const both = await run(["up", "--list", list, "--list", other], stackWith("revoked"));
  expect(both.status).toBe(0);
  const one = await run(["up", "--list", list], stackWith("revoked"));
  expect(one.status).toBe(1);
  expect(one.warned).toContain(`not in ${list}:\n  ${lost}`);
});

test("declare writes to one list", async () => {
  const { status, warned } = await run(["declare", "report", "--list", "a.yaml", "--list", "b.yaml"]);
  expect(status).toBe(2);
  expect(warned).toContain("declare writes to one list.");
});
