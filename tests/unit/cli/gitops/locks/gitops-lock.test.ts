import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { actionsOf, livingProcess, runGitops as run } from "../../../../support/pipelines/gitops-run";
import { lockedBy } from "../../../../support/pipelines/locked-stack";

const dead = lockedBy({ host: "runner-1", processId: 77 });
const alive = lockedBy({ host: "runner-1", processId: livingProcess });
const elsewhere = lockedBy({ host: "runner-2", processId: 77 });

test("a lock whose run is known to be dead is taken away where that is asked for, and the update is run again", async () => {
  const { status, commands, printed } = await run(["up", "--recover", "--stack", "prod"], {
    "pulumi up": [dead, {}],
    "pulumi stack": [
      { stdout: "{}" },
      { stdout: JSON.stringify({ deployment: { pending_operations: [{}] } }) },
    ],
  });
  expect(status).toBe(0);
  expect(printed).toContain("interrupted, and is dead: recovering.");
  expect(actionsOf(commands)).toEqual([
    ...[
      "pulumi stack",
      "git log",
      "pulumi up",
      "pulumi whoami",
      "pulumi cancel",
      "pulumi stack",
      "pulumi refresh",
      "pulumi up",
    ],
  ]);
  expect(commands[6]).toContain("--clear-pending-creates");
});

test.each([
  [
    "that is at work",
    alive,
    "a run of ci on runner-1 (process 4242) since 2026-11-28T08:35:05Z, which is running",
  ],
  [
    "of another machine",
    elsewhere,
    "on runner-2 (process 77) since 2026-11-28T08:35:05Z, which may be running",
  ],
])("a lock of a run %s stays, whatever is asked for", async (_, locked, words) => {
  const { status, commands, warned } = await run(["up", "--recover", "--message", "m"], {
    "pulumi up": [locked],
  });
  expect(status).toBe(1);
  expect(actionsOf(commands)).toEqual(["pulumi stack", "pulumi up"]);
  expect(warned).toContain(words);
  expect(warned).toContain("Nothing was revoked.");
  expect(warned).toContain("if you know that it is dead, run: datadog-token-gitops recover");
});

test("a stack that another run holds is waited for, and tried again", async () => {
  const { status, commands, slept, printed } = await run(["up", "--lock-wait", "25", "--message", "m"], {
    "pulumi up": [alive, alive, {}],
  });
  expect(status).toBe(0);
  expect(actionsOf(commands)).toEqual(["pulumi stack", "pulumi up", "pulumi up", "pulumi up"]);
  expect(slept).toEqual([10_000, 10_000]);
  expect(printed).toContain("Another run holds the stack: waiting for it, at most 25 s more.");
});

test("a lock is told though the CLI has warned of something else before", async () => {
  const warned = "warning: using pulumi-language-yaml from $PATH at /usr/bin/pulumi-language-yaml\n";
  const { status } = await run(["up", "--recover", "--message", "m"], {
    "pulumi up": [{ ...dead, stderr: warned + dead.stderr }, {}],
  });
  expect(status).toBe(0);
});

test("the time to wait for a lock is not time after which its run is dead", async () => {
  const { status, commands, slept } = await run(["up", "--lock-wait", "25", "--recover", "--message", "m"], {
    "pulumi up": [elsewhere, elsewhere, elsewhere, elsewhere],
  });
  expect({ status, slept }).toEqual({ status: 1, slept: [10_000, 10_000, 5000] });
  expect(new Set(actionsOf(commands))).toEqual(new Set(["pulumi stack", "pulumi up"]));
});

test("without being told so, a lock stays, though its run is dead", async () => {
  const { status, commands } = await run(["up", "--message", "m"], { "pulumi up": [dead] });
  expect(status).toBe(1);
  expect(actionsOf(commands)).toEqual(["pulumi stack", "pulumi up"]);
});

test("drift that is to be mended names the run that holds the stack", async () => {
  const { status, commands, warned } = await run(["drift", "--mend"], {
    "pulumi preview": [{ exitCode: 7 }],
    "pulumi up": [elsewhere],
  });
  expect(status).toBe(1);
  expect(actionsOf(commands)).toEqual(["pulumi preview", "pulumi up"]);
  expect(warned).toContain("on runner-2 (process 77) since 2026-11-28T08:35:05Z, which may be running");
  expect(warned).toContain("if you know that it is dead, run: datadog-token-gitops recover");
});

test("words about a lock in what a program, a list or a report says are no lock", async () => {
  const words = dead.stderr;
  const { status, commands, warned } = await run(["up", "--recover", "--message", "m"], {
    "pulumi up": [{ exitCode: 1, stdout: `Updating (prod):\n  ${words}`, stderr: words }],
  });
  expect({ status, warned }).toEqual({ status: 1, warned: "" });
  expect(actionsOf(commands)).toEqual(["pulumi stack", "pulumi up"]);
});

describe("recovery in a backend that is a folder, or by a person's word", () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "gitops-"))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function lockOf(processId: number) {
    const locks = join(folder, ".pulumi", "locks", "organization", "revocations", "prod");
    await mkdir(locks, { recursive: true });
    const owner = { pid: processId, username: "ci", hostname: "runner-1", timestamp: "2026-11-28T08:35:05Z" };
    await writeFile(join(locks, "a.json"), JSON.stringify(owner));
    await writeFile(join(locks, "a.json.attrs"), "{}");
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

  test("asks nothing of Datadog where nothing is pending", async () => {
    await lockOf(77);
    const { status, commands } = await run(["recover", "--stack", "prod"], answers());
    expect(status).toBe(0);
    expect(commands.slice(2)).toEqual(["pulumi cancel --yes prod", "pulumi stack export --stack prod"]);
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

  test("is a person's word where the backend is no folder", async () => {
    const { status, commands } = await run(["recover"], {
      "pulumi whoami": [{ stdout: JSON.stringify({ url: "s3://acme" }) }],
    });
    expect(status).toBe(0);
    expect(actionsOf(commands)).toContain("pulumi cancel");
  });

  test("fails where the lock can't be taken away", async () => {
    const { status } = await run(["recover"], {
      ...answers(),
      "pulumi cancel": [{ exitCode: 255, stderr: "error: forbidden" }],
    });
    expect(status).toBe(1);
  });
});
