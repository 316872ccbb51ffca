import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import { resourceTypes } from "../../../../provider/schema/resource-types";
import { runGitops } from "../../../support/pipelines/gitops-run";

const [recorded, fresh] = ["35ef7728-4761-41dd-8a7b-f1112a26f840", "61c07794-df2a-4403-a6ad-caa6bb70dae2"];
const urn = "urn:pulumi:prod::revocations::pulumi-nodejs:dynamic/datadog:RevocationList::revocations";
const options = { site: "datadoghq.com", revokeOn: "both", onNotFound: "accept", verify: true } as const;

let folder: string;
let list: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gitops-"));
  list = join(folder, "revocations.yaml");
  await writeFile(list, `revocations:\n  - tokenId: ${recorded}\n  - tokenId: ${fresh}\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A stack that has revoked one token just now. */
function revoking() {
  const revokedAt = "1970-01-01T00:00:00.000Z";
  const record = { tokenId: recorded, ...options, status: "revoked", revokedAt } as const;
  const outputs = batchStateOf({ ...options, evidence: true, file: "revocations.yaml" }, {}, [record]);
  return {
    stdout: JSON.stringify({ deployment: { resources: [{ type: resourceTypes.list, urn, outputs }] } }),
  };
}
const empty = { stdout: "{}" };
const locked = {
  exitCode: 1,
  stderr:
    "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.",
};

test("up --max-a-day revokes what the day's limit leaves", async () => {
  const { status, commands } = await runGitops(["up", "--list", list, "--max-a-day", "2"], {
    "pulumi stack": [revoking(), revoking()],
  });
  expect(status).toBe(0);
  expect(commands.some((command) => command.startsWith("pulumi up"))).toBe(true);
});

test("up --max-a-day revokes nothing above the limit, and names the tokens", async () => {
  const { status, commands, warned } = await runGitops(["up", "--list", list, "--max-a-day", "1"], {
    "pulumi stack": [revoking(), revoking()],
  });
  expect(status).toBe(1);
  expect(commands.filter((command) => command.startsWith("pulumi up"))).toEqual([]);
  expect(warned).toContain(
    `${list} has tokens that are new to the record: ${fresh}. They are above the limit of 1 in 24 hours (--max-a-day), of which the stack's record has 1 already; nothing was revoked.`,
  );
});

test("a run that waited for another one counts what that one has revoked", async () => {
  const args = ["up", "--list", list, "--max-a-day", "2", "--lock-wait", "60"];
  await writeFile(
    list,
    `revocations:\n  - tokenId: ${fresh}\n  - tokenId: 6ada9c44-0b7f-4e35-826b-ccecd6d358d5\n`,
  );
  const { status, commands, warned } = await runGitops([...args, "--allow-removals"], {
    "pulumi stack": [empty, revoking()],
    "pulumi up": [locked],
  });
  expect(status).toBe(1);
  expect(commands.filter((command) => command.startsWith("pulumi up"))).toHaveLength(1);
  expect(warned).toContain("the stack's record has 1 already");
});
