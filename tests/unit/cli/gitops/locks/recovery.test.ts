import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { lockOnFile } from "../../../../../cli/gitops/locks/found-lock";
import { recoverFrom } from "../../../../../cli/gitops/locks/recovery";
import { actionsOf, livingProcess, runGitops as run } from "../../../../support/pipelines/gitops-run";
import { lockedBy } from "../../../../support/pipelines/locked-stack";

const dead = lockedBy({ host: "runner-1", processId: 77 });

describe("recovery in a backend that is a folder, or by a person's word", () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "gitops-"))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const locks = () => join(folder, ".pulumi", "locks", "organization", "revocations", "prod");

  async function lockOf(processId: number, name = "a") {
    await mkdir(locks(), { recursive: true });
    const owner = { pid: processId, username: "ci", hostname: "runner-1", timestamp: "2026-11-28T08:35:05Z" };
    await writeFile(join(locks(), `${name}.json`), JSON.stringify(owner));
    await writeFile(join(locks(), `${name}.json.attrs`), "{}");
  }
  const answers = (state: object = {}) => ({
    "pulumi whoami": [{ stdout: JSON.stringify({ url: pathToFileURL(folder).href }) }],
    "pulumi stack": [
      { stdout: "organization/revocations/prod\n" },
      { stdout: JSON.stringify({ deployment: state }) },
    ],
  });

  test("of a lock that no file in the backend's folder has, and whose words are all there is, takes nothing away", async () => {
    const { status, commands } = await run(["up", "--recover", "--stack", "prod", "--message", "m"], {
      "pulumi whoami": [{ stdout: JSON.stringify({ url: pathToFileURL(folder).href }) }],
      "pulumi stack": [{ stdout: "{}" }, { stdout: "organization/revocations/prod\n" }],
      "pulumi up": [dead],
    });
    expect(status).toBe(1);
    expect(actionsOf(commands)).not.toContain("pulumi cancel");
  });

  test("by the command itself is refused where the lock's file names a run at work, whatever the CLI's words say", async () => {
    await lockOf(livingProcess);
    const { status, commands, warned } = await run(["up", "--recover", "--stack", "prod", "--message", "m"], {
      "pulumi whoami": [{ stdout: JSON.stringify({ url: pathToFileURL(folder).href }) }],
      "pulumi stack": [{ stdout: "{}" }, { stdout: "organization/revocations/prod\n" }],
      "pulumi up": [dead],
    });
    expect(status).toBe(1);
    expect(actionsOf(commands)).not.toContain("pulumi cancel");
    expect(warned).toContain("process 4242");
  });

  test("asks nothing of Datadog where nothing is pending, and names the run whose lock it takes away", async () => {
    await lockOf(77);
    const { status, commands, printed } = await run(["recover", "--stack", "prod"], answers());
    expect(status).toBe(0);
    expect(commands.slice(2)).toEqual(["pulumi stack export --stack prod"]);
    expect(printed).toBe(
      "Taken away: the lock of a run of ci on runner-1 (process 77) since 2026-11-28T08:35:05Z.\n",
    );
    expect(await readdir(locks())).toEqual([]);
  });

  test("says that no run holds the stack where none does", async () => {
    const name = { stdout: "organization/revocations/prod\n" };
    const { status, commands, printed } = await run(["recover", "--stack", "prod"], {
      ...answers(),
      "pulumi stack": [name, name, { exitCode: 1, stderr: "error: a stack named prod already exists\n" }],
    });
    expect({ status, printed }).toEqual({ status: 0, printed: "No run holds the stack.\n" });
    expect(actionsOf(commands)).not.toContain("pulumi cancel");
  });

  test("takes away the dead run's own lock alone: that of a run which has begun since is another file", async () => {
    await lockOf(77);
    const dead = { owners: [{ user: "ci", host: "runner-1", processId: 77, since: "2026-11-28T08:35:05Z" }] };
    const commands: string[] = [];
    const pulumi = (_: string, [action = ""]: readonly string[]) => {
      commands.push(action);
      const stdout = action === "whoami" ? JSON.stringify({ url: pathToFileURL(folder).href }) : "{}";
      const named = action === "stack" && commands.filter((each) => each === "stack").length === 1;
      const said = named ? "organization/revocations/prod\n" : stdout;
      return Promise.resolve({ exitCode: 0, stdout: said, stderr: "", output: said });
    };
    const read = await lockOnFile(dead, { stack: undefined }, pulumi);
    await lockOf(livingProcess, "b");
    expect(await recoverFrom(read, { stack: undefined }, pulumi)).toBe(true);
    expect((await readdir(locks())).sort()).toEqual(["b.json", "b.json.attrs"]);
    expect(commands).not.toContain("cancel");
  });

  test.each([
    ["by the command itself is refused", ["up", "--recover", "--stack", "prod", "--message", "m"], 1, 2],
    ["by a person's word takes it away", ["recover", "--stack", "prod"], 0, 0],
  ])("of a lock that is cut off, of which nobody can tell, %s", async (_, args, expected, left) => {
    await lockOf(77);
    await writeFile(join(locks(), "a.json"), "");
    const { status, printed, warned } = await run(args, {
      "pulumi whoami": answers()["pulumi whoami"],
      "pulumi stack": [
        ...(args.length > 3 ? [{ stdout: "{}" }] : []),
        { stdout: "organization/revocations/prod\n" },
      ],
      "pulumi up": [{ exitCode: 1, stderr: "error: unexpected end of JSON input\n" }],
    });
    expect(status).toBe(expected);
    expect(printed + warned).toContain(
      `a run that can't be told (${join(locks(), "a.json")} is cut off or damaged)`,
    );
    expect(await readdir(locks())).toHaveLength(left);
  });

  test("is refused while the run is at work on this machine", async () => {
    await lockOf(livingProcess);
    const { status, commands, warned } = await run(["recover", "--stack", "prod"], answers());
    expect(status).toBe(1);
    expect(actionsOf(commands)).not.toContain("pulumi cancel");
    expect(warned).toBe(
      "The stack is not recovered: a run of ci on runner-1 (process 4242) since 2026-11-28T08:35:05Z is at work on it. Wait for its end, or end it with SIGINT.\n",
    );
  });

  test("clears what was begun with today's configuration, or without the program where that can't be run", async () => {
    await lockOf(77);
    const { status, commands } = await run(["recover", "--stack", "prod"], {
      ...answers({ pending_operations: [{}] }),
      "pulumi refresh": [{ exitCode: 1, stderr: "error: the list has a mistake" }],
    });
    expect(status).toBe(0);
    const refreshes = commands.filter((command) => command.startsWith("pulumi refresh"));
    expect(refreshes.map((command) => command.includes("--run-program"))).toEqual([true, false]);
  });

  test("fails where the lock can't be taken away", async () => {
    const { status, warned } = await run(["recover"], {
      "pulumi whoami": [{ stdout: JSON.stringify({ url: "s3://acme" }) }],
      "pulumi cancel": [{ exitCode: 255, stderr: "error: forbidden" }],
    });
    expect({ status, warned }).toEqual({ status: 1, warned: "error: forbidden\n" });
  });
});
