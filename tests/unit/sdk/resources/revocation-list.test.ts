import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import type { RevocationEntry } from "../../../../provider/schema/revocation-entry";
import { PersonalAccessTokenRevocationBatch, RevocationList, type RevocationListArgs } from "../../../../sdk";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const token = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const otherId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const options = { site: "datadoghq.eu", revokeOn: "both", onNotFound: "accept", verify: true } as const;

/** The resources that the engine would be asked to register. */
const registered: pulumi.runtime.MockResourceArgs[] = [];
let folder: string;

/** The provider's would-be answer: each token was revoked already. */
function outputsOf(inputs: Record<string, unknown>): Record<string, unknown> {
  const entries = inputs["revocations"] as Record<string, RevocationEntry>;
  const records = Object.entries(entries).map(([id, entry]) => ({
    ...options,
    ...entry,
    tokenId: id,
    status: "alreadyRevoked" as const,
  }));
  return { ...inputs, ...batchStateOf({ ...options, evidence: true }, entries, records) };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "revocation-list-"));
  await pulumi.runtime.setMocks({
    newResource: (args) => {
      registered.push(args);
      return { id: args.name, state: outputsOf(args.inputs as Record<string, unknown>) };
    },
    call: ({ inputs }) => inputs as Record<string, unknown>,
  });
});
beforeEach(() => registered.splice(0));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function listOf(
  text: string,
  args: Partial<RevocationListArgs> = {},
  opts: pulumi.CustomResourceOptions = {},
): Promise<RevocationList> {
  const file = join(folder, "revocations.yaml");
  await writeFile(file, text);
  return new RevocationList("incident", { file, ...args }, opts);
}

const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

async function inputsOf(...args: Parameters<typeof listOf>): Promise<Record<string, unknown>> {
  const list = await listOf(...args);
  await valueOf(list.urn);
  return registered.at(-1)?.inputs as Record<string, unknown>;
}

const twoEntries = `revocations: [{tokenId: ${otherId}, revokeOn: create}, {token: ${token}, reason: r}]`;

test("a list is one resource: the file's name, an entry for each token, and the text that names the batch's provider", async () => {
  const inputs = await inputsOf(twoEntries);
  expect(registered.map(({ type, name }) => [type, name])).toEqual([
    ["pulumi-nodejs:dynamic/datadog:RevocationList", "incident"],
  ]);
  expect(inputs).toMatchObject({
    file: "revocations.yaml",
    revocations: { [tokenId]: { reason: "r" }, [otherId]: { revokeOn: "create" } },
    __provider: "exports.handler=require('pulumi-datadog-token-revocation/provider').batch",
  });
});

test("its outputs say of each token what became of it, and what its entry says", async () => {
  const list = await listOf(twoEntries);
  expect(await valueOf(list.revocations)).toEqual([
    { tokenId, site: "datadoghq.eu", status: "alreadyRevoked", reason: "r" },
    { tokenId: otherId, site: "datadoghq.eu", status: "alreadyRevoked" },
  ]);
  expect(await valueOf(list.alreadyRevokedCount)).toBe(2);
});

test("what holds for all of its tokens are inputs beside the entries", async () => {
  const args = { site: "datadoghq.eu", verify: false, evidence: false } as const;
  const inputs = await inputsOf(twoEntries, args, { retainOnDelete: true });
  expect(inputs).toMatchObject({ ...args, retainOnDelete: true });
});

test("nothing in what is registered depends on where the list lies on a machine", async () => {
  await inputsOf(`revocations: [{token: ${token}}]`);
  expect(JSON.stringify(registered.map(({ inputs }) => inputs as unknown))).not.toContain(folder);
});

test("the tokens of a report are entries, with the places where they were found", async () => {
  await writeFile(join(folder, "scan.log"), `one\n${token}_${"a1B2".repeat(9)}\n`);
  const inputs = await inputsOf("revocations: [{reports: scan.log, ticket: SEC-1}]");
  expect(inputs["revocations"]).toEqual({
    [tokenId]: { ticket: "SEC-1", foundAt: ["scan.log: scan.log:2"] },
  });
  expect(JSON.stringify(registered)).not.toContain("a1B2");
});

test("an empty list is registered, too, and has no revocations", async () => {
  const list = await listOf("revocations: []");
  expect(await valueOf(list.revocations)).toEqual([]);
  expect(registered).toHaveLength(1);
});

test("a list with a mistake throws before anything is registered", async () => {
  await expect(listOf("revocations: [{token: x}]")).rejects.toThrow(
    /nothing of it was registered\.\n.*:1:23: token: /,
  );
  expect(registered).toEqual([]);
});

test("a list that is not there is an error that names the file", () => {
  expect(() => new RevocationList("incident", { file: "nowhere/revocations.yaml" })).toThrow(
    "nowhere/revocations.yaml: there is no such file; a relative path starts at the program's folder",
  );
});

test("the name of a list holds no token's text", () => {
  expect(() => new RevocationList(`${token}_${"a1B2".repeat(9)}`, { file: "x" })).toThrow(
    "holds a token's text",
  );
});

test("a list is recognised, other resources are not", async () => {
  const list = await listOf("revocations: []");
  expect(RevocationList.isInstance(list)).toBe(true);
  expect(PersonalAccessTokenRevocationBatch.isInstance(list)).toBe(false);
  expect(RevocationList.isInstance(undefined)).toBe(false);
});
