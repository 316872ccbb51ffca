import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLocked } from "../../../../cli/gitops/recovery";
import { runGitops as run } from "../../../support/pipelines/gitops-run";

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "gitops-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const locked = { exitCode: 255, output: "error: the stack is currently locked by 1 lock(s). Either wait" };

test("a lock is that of an interrupted run where one is told so: it is taken away, and the update is run again", async () => {
  const { status, commands } = await run(["up", "--recover", "--stack", "prod"], {
    "pulumi up": [locked, {}],
    "pulumi stack": [{ stdout: JSON.stringify({ deployment: { pending_operations: [{}] } }) }],
  });
  expect(status).toBe(0);
  expect(commands.map((command) => command.split(" ").slice(0, 3).join(" "))).toEqual([
    "git log -1",
    "pulumi up --yes",
    "pulumi cancel --yes",
    "pulumi stack export",
    "pulumi refresh --yes",
    "pulumi up --yes",
  ]);
  expect(commands[4]).toContain("--clear-pending-creates");
});

test("a stack that another run holds is waited for, and tried again", async () => {
  const { status, commands, slept, printed } = await run(["up", "--lock-wait", "25", "--message", "m"], {
    "pulumi up": [locked, locked, {}],
  });
  expect(status).toBe(0);
  expect(commands).toHaveLength(3);
  expect(slept).toEqual([10_000, 10_000]);
  expect(printed).toContain("Another run holds the stack: waiting for it, at most 25 s more.");
});

test("a lock that outlasts the wait is recovered from only where that is asked for", async () => {
  const answers = () => ({
    "pulumi up": [locked, locked, locked, locked],
    "pulumi stack": [{ stdout: "{}" }],
  });
  const patient = await run(["up", "--lock-wait", "25", "--message", "m"], answers());
  expect(patient).toMatchObject({ status: 1, slept: [10_000, 10_000, 5000] });
  const recovering = await run(["up", "--lock-wait", "25", "--recover", "--message", "m"], answers());
  expect(recovering.status).toBe(0);
  expect(recovering.commands.map((command) => command.split(" ", 2).join(" "))).toEqual([
    ...["pulumi up", "pulumi up", "pulumi up", "pulumi up"],
    ...["pulumi cancel", "pulumi stack", "pulumi up"],
  ]);
});

test("without being told so, a lock is somebody's, and stays", async () => {
  const { status, commands } = await run(["up"], { "pulumi up": [locked] });
  expect(status).toBe(1);
  expect(commands.filter((command) => command.startsWith("pulumi"))).toHaveLength(1);
});

test("recovery without anything pending asks nothing of Datadog", async () => {
  const { status, commands } = await run(["recover", "--stack", "prod"], {
    "pulumi stack": [{ stdout: JSON.stringify({ deployment: {} }) }],
  });
  expect(status).toBe(0);
  expect(commands).toEqual(["pulumi cancel --yes prod", "pulumi stack export --stack prod"]);
});

test("a recovery that fails is a failure", async () => {
  const { status } = await run(["recover"], {
    "pulumi cancel": [{ exitCode: 255, output: "error: forbidden" }],
  });
  expect(status).toBe(1);
});

test.each([
  ["a file backend's", locked.output, true],
  ["Pulumi Cloud's", "error: [409] Conflict: Another update is currently in progress.", true],
  ["another failure", "error: 403 Forbidden", false],
])("a lock is told from other failures: %s", (_, output, isLock) => {
  expect(isLocked({ exitCode: 255, output })).toBe(isLock);
});
