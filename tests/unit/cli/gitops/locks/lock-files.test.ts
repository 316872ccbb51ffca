import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runGitops as run } from "../../../../support/pipelines/gitops-run";
import { lockedBy } from "../../../../support/pipelines/locked-stack";

/** The CLI's words (3.259.0) for locks that it can't take for one. */
const wrongType = {
  exitCode: 1,
  stderr: "error: json: cannot unmarshal string into Go struct field lockContent.pid of type int\n",
};
const crash = {
  exitCode: 1,
  stderr: `${"=".repeat(80)}\nThe Pulumi CLI encountered a fatal error. This is a bug!\n`,
};
const zero = {
  exitCode: 1,
  stderr: lockedBy({ host: "runner-1", processId: 77 }).stderr.replace(
    /created by .*/,
    "created by @ (pid 0) at 0001-01-01T00:00:00Z",
  ),
};

let folder: string;
let locks: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gitops-"));
  locks = join(folder, ".pulumi", "locks", "organization", "revocations", "prod");
  await mkdir(locks, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const inFolder = () => ({
  "pulumi whoami": [{ stdout: JSON.stringify({ url: pathToFileURL(folder).href }) }],
});

test.each([
  ["a process that is no number", '{"pid":"77","username":"ci","hostname":"runner-1","timestamp":"2026"}'],
  [
    "a process of which the system makes a group",
    '{"pid":-77,"username":"ci","hostname":"runner-1","timestamp":"2026"}',
  ],
  ["a host that is a list", '{"pid":77,"username":"ci","hostname":["runner-1"],"timestamp":"2026"}'],
  ["a time that is a number", '{"pid":77,"username":"ci","hostname":"runner-1","timestamp":5}'],
  ["nothing", "{}"],
  ["null", "null"],
  ["a list", "[77]"],
])("of a lock that names %s, a person decides", async (_, content) => {
  await writeFile(join(locks, "a.json"), content);
  const words = `a run that can't be told (${join(locks, "a.json")} does not name it as Pulumi's CLI does)`;
  const byItself = await run(["up", "--recover", "--stack", "prod", "--message", "m"], {
    ...inFolder(),
    "pulumi stack": [{ stdout: "{}" }, { stdout: "organization/revocations/prod\n" }],
    "pulumi up": [content === "null" ? crash : content === "{}" ? zero : wrongType],
  });
  expect(byItself.status).toBe(1);
  expect(byItself.warned).toContain("The stack is locked: a run that can't be told (");
  expect(await readdir(locks)).toContain("a.json");
  const byAPerson = await run(["recover", "--stack", "prod"], {
    ...inFolder(),
    "pulumi stack": [{ stdout: "organization/revocations/prod\n" }],
  });
  expect(byAPerson).toMatchObject({ status: 0, printed: `Taken away: the lock of ${words}.\n` });
  expect(await readdir(locks)).toEqual([]);
});
