import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import {
  countedRecord,
  countedRecordVariable,
  hasChangedSinceCounted,
} from "../../../../provider/schema/counted-record";
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

test("up --max-a-day revokes nothing where nothing fits, and names the tokens", async () => {
  const { status, commands, warned } = await runGitops(["up", "--list", list, "--max-a-day", "1"], {
    "pulumi stack": [revoking(), revoking()],
  });
  expect(status).toBe(1);
  expect(commands.filter((command) => command.startsWith("pulumi up"))).toEqual([]);
  expect(warned).toContain(
    `${list} has tokens that are new to the record, and above the limit of 1 in 24 hours (--max-a-day), of which the stack's record has 1 already: ${fresh}; nothing was revoked.`,
  );
});

describe("an update of which only a part fits", () => {
  const other = "6ada9c44-0b7f-4e35-826b-ccecd6d358d5";
  const listOf = (...entries: string[]) =>
    `# kept\nrevocations:\n${entries.map((entry) => `  - ${entry}\n`).join("")}`;
  const whole = listOf(`tokenId: ${recorded}`, `tokenId: ${fresh} # first`, `tokenId: ${other}`);
  const args = () => ["up", "--list", list, "--max-a-day", "2"];
  const answers = () => ({ "pulumi stack": [revoking(), revoking()] });

  test("revokes that part, in the list's order, and takes the rest out of the list, and names it", async () => {
    await writeFile(list, whole);
    const { status, commands, warned } = await runGitops(args(), answers());
    expect(status).toBe(4);
    expect(commands.filter((command) => command.startsWith("pulumi up"))).toHaveLength(1);
    expect(await readFile(list, "utf8")).toBe(listOf(`tokenId: ${recorded}`, `tokenId: ${fresh} # first`));
    expect(warned).toContain(
      `Taken out of ${list}, and not revoked, since they are above the limit of 2 in 24 hours (--max-a-day), of which the stack's record has 1 already: ${other}.`,
    );
  });

  test.each([
    ["fails", { exitCode: 1 }],
    ["can't even be started", new Error("pulumi could not be started (spawn pulumi ENOENT).")],
  ])("leaves the list as it was where the update %s", async (_, end) => {
    await writeFile(list, whole);
    const { status } = await runGitops(args(), { ...answers(), "pulumi up": [end] });
    expect(status).toBe(1);
    expect(await readFile(list, "utf8")).toBe(whole);
  });

  test.each([
    ["an entry of several tokens loses some", `tokens: [${fresh}, ${other}]`, `tokens: [ ${fresh} ]`],
    ["a public portion is the id's", "token: ddpat_3Fd5hG1s1rf27qn2E4nNdF", undefined],
  ])("%s", async (_, written, left) => {
    await writeFile(list, listOf(`tokenId: ${recorded}`, `tokenId: ${fresh}`, written));
    const { status } = await runGitops(args(), answers());
    expect(status).toBe(4);
    const kept = [`tokenId: ${recorded}`, `tokenId: ${fresh}`, ...(left === undefined ? [] : [left])];
    expect(await readFile(list, "utf8")).toBe(listOf(...kept));
  });

  test("refuses the whole list where another entry is written by means of one that would go", async () => {
    const merged = `revocations:\n  - tokenId: ${fresh}\n  - &one { tokenId: ${other}, ticket: SEC-1 }\n  - { <<: *one, tokenId: ${recorded} }\n`;
    await writeFile(list, merged);
    const { status, warned } = await runGitops(args(), answers());
    expect(status).toBe(1);
    expect(warned).toContain("nothing was revoked");
    expect(await readFile(list, "utf8")).toBe(merged);
  });

  test("excepts a report's tokens", async () => {
    const alias = aliasFromTokenId(other);
    await writeFile(join(folder, "report.txt"), `ddpat_${alias}_${"x".repeat(36)}\n`);
    await writeFile(list, listOf(`tokenId: ${recorded}`, `tokenId: ${fresh}`, "reports: report.txt"));
    const { status } = await runGitops(args(), answers());
    expect(status).toBe(4);
    expect(await readFile(list, "utf8")).toContain(`except:\n      - ${other}\n`);
  });

  test("counts anew from the whole list at each try for the stack's lock", async () => {
    await writeFile(list, listOf(`tokenId: ${fresh}`, `tokenId: ${other}`));
    const { status, commands, warned } = await runGitops(
      [...args(), "--lock-wait", "60", "--allow-removals"],
      { "pulumi stack": [empty, revoking()], "pulumi up": [locked] },
    );
    expect(status).toBe(4);
    expect(commands.filter((command) => command.startsWith("pulumi up"))).toHaveLength(2);
    expect(warned).toContain("the stack's record has 1 already");
    expect(await readFile(list, "utf8")).toBe(listOf(`tokenId: ${fresh}`));
  });

  const changed = {
    exitCode: 1,
    stdout: `error: The record of revocations.yaml ${hasChangedSinceCounted}: …`,
  };

  test("counts anew where another run has revoked between the count and the lock", async () => {
    await writeFile(list, listOf(`tokenId: ${fresh}`, `tokenId: ${other}`));
    const { status, commands, environments, warned } = await runGitops([...args(), "--allow-removals"], {
      "pulumi stack": [empty, revoking()],
      "pulumi up": [changed],
    });
    expect(status).toBe(4);
    expect(warned).toContain("the stack's record has 1 already");
    expect(await readFile(list, "utf8")).toBe(listOf(`tokenId: ${fresh}`));
    const counted = environments.filter((_, index) => commands[index]?.startsWith("pulumi up"));
    const [before, after] = counted.map(({ [countedRecordVariable]: record }) => record);
    expect(before).toBe(countedRecord({}, "revocations.yaml"));
    expect(after).not.toBe(before);
  });

  test("gives up where others never stop to revoke, and leaves the list as it was", async () => {
    await writeFile(list, whole);
    const { status, commands } = await runGitops(args(), {
      "pulumi stack": Array.from({ length: 4 }, revoking),
      "pulumi up": Array.from({ length: 4 }, () => changed),
    });
    expect(status).toBe(1);
    expect(commands.filter((command) => command.startsWith("pulumi up"))).toHaveLength(3);
    expect(await readFile(list, "utf8")).toBe(whole);
  });
});
