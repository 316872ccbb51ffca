import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { RevocationList } from "../../../../sdk";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const token = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const otherId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";

/** What the engine would be asked to register. */
const registered: pulumi.runtime.MockResourceArgs[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "revocation-list-"));
  await pulumi.runtime.setMocks({
    newResource: (args) => {
      registered.push(args);
      const inputs = args.inputs as Record<string, unknown>;
      return {
        id: args.name,
        state: { ...inputs, status: "revoked", verifiedAt: "2026-11-25T10:00:00.000Z" },
      };
    },
    call: ({ inputs }) => inputs as Record<string, unknown>,
  });
});
beforeEach(() => registered.splice(0));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function listOf(text: string): Promise<RevocationList> {
  const file = join(folder, "revocations.yaml");
  await writeFile(file, text);
  return new RevocationList("incident", { file });
}

const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

test("the list is a component; its record comes first, then a resource for each token", async () => {
  const list = await listOf(
    `revocations: [{token: ${token}, reason: r}, {tokenId: ${otherId}, revokeOn: create}]`,
  );
  expect(await valueOf(list.revocations)).toEqual([
    { tokenId, status: "revoked", verifiedAt: "2026-11-25T10:00:00.000Z" },
    { tokenId: otherId, status: "revoked", verifiedAt: "2026-11-25T10:00:00.000Z" },
  ]);
  const [component, record, ...children] = registered.map(
    ({ type, name }) => `${type.split(":").at(-1) ?? ""} ${name}`,
  );
  expect([component, record]).toEqual(["RevocationList incident", "RevocationListRecord incident"]);
  expect(children.sort()).toEqual([
    `PersonalAccessTokenRevocation ${tokenId}`,
    `PersonalAccessTokenRevocation ${otherId}`,
  ]);
  expect(registered[1]?.inputs).toMatchObject({
    file: "revocations.yaml",
    declared: { [tokenId]: { revokeOn: "both" }, [otherId]: { revokeOn: "create" } },
    __provider:
      'exports.handler=()=>require("pulumi-datadog-token-revocation/provider").revocationListRecord',
  });
});

test("nothing in what is registered depends on where the list lies on a machine", async () => {
  const list = await listOf(`revocations: [{token: ${token}}]`);
  await valueOf(list.revocations);
  expect(JSON.stringify(registered.map(({ inputs }) => inputs as unknown))).not.toContain(folder);
});

test("an empty list has no revocations", async () => {
  expect(await valueOf((await listOf("revocations: []")).revocations)).toEqual([]);
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
