import { writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
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

let folder: string;
let list: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gitops-"));
  list = join(folder, "revocations.yaml");
  await writeFile(list, `revocations:\n  - tokenId: ${recorded}\n  - tokenId: ${fresh}\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The state of a list that has revoked a token just now. */
function stateOf(tokenId: string, file = "revocations.yaml") {
  const revokedAt = "1970-01-01T00:00:00.000Z";
  const record = { tokenId, ...options, status: "revoked", revokedAt } as const;
  return batchStateOf({ ...options, evidence: true, file }, {}, [record]);
}

function stackOf(...states: ReturnType<typeof stateOf>[]) {
  const resources = states.map((outputs) => ({ type: resourceTypes.list, urn, outputs }));
  return { stdout: JSON.stringify({ deployment: { resources } }) };
}

/** A stack that has revoked one token just now. */
const revoking = () => stackOf(stateOf(recorded));
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

  /** An update to which the provider says that the record has changed. */
  const changed = (environment: Readonly<Record<string, string>>) => {
    writeFileSync(environment[changedRecordVariable] ?? "", "");
    return { exitCode: 1 };
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
    expect(before).toBe(countedRecords([], "revocations.yaml"));
    expect(after).not.toBe(before);
  });

  test("tells the provider the records of all lists of the file", async () => {
    await writeFile(list, listOf(`tokenId: ${recorded}`, `tokenId: ${fresh}`));
    const states = [stateOf(recorded), stateOf(fresh), stateOf(other, "other.yaml")];
    const { commands, environments } = await runGitops(["up", "--list", list, "--max-a-day", "9"], {
      "pulumi stack": [stackOf(...states)],
    });
    const up = environments[commands.findIndex((command) => command.startsWith("pulumi up"))];
    expect(up?.[countedRecordVariable]).toBe(countedRecords(states.slice(0, 2), "revocations.yaml"));
  });

  test("says when it is done that others have gone above the limit meanwhile, of whom nothing told before", async () => {
    await writeFile(list, listOf(`tokenId: ${fresh}`));
    const others = [stateOf(recorded, "other.yaml"), stateOf(other, "another.yaml")];
    const { status, warned } = await runGitops(args(), {
      "pulumi stack": [empty, stackOf(stateOf(fresh), ...others)],
    });
    expect(status).toBe(4);
    expect(warned).toContain(
      `Above the limit of 2 in 24 hours (--max-a-day): the stack's record has 3 by now, since another run, or another resource than ${list}, has revoked tokens, too.`,
    );
  });

  test("is silent of a day that was above the limit before, where nothing is new", async () => {
    await writeFile(list, listOf(`tokenId: ${recorded}`));
    const ids = [recorded, fresh, other];
    await writeFile(join(folder, "other.yaml"), listOf(...ids.map((tokenId) => `tokenId: ${tokenId}`)));
    const full = () => stackOf(...ids.map((tokenId) => stateOf(tokenId, "other.yaml")));
    const { status, warned } = await runGitops(args(), { "pulumi stack": [full(), full()] });
    expect({ status, warned }).toEqual({ status: 0, warned: "" });
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
