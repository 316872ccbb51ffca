import { actionsOf, livingProcess, runGitops as run } from "../../../../support/pipelines/gitops-run";
import { lockedBy } from "../../../../support/pipelines/locked-stack";

const dead = lockedBy({ host: "runner-1", processId: 77 });
const alive = lockedBy({ host: "runner-1", processId: livingProcess });
const elsewhere = lockedBy({ host: "runner-2", processId: 77 });

test("a lock whose run is known to be dead is taken away where that is asked for, and the update is run again", async () => {
  const { status, commands, printed } = await run(["up", "--recover", "--stack", "prod"], {
    "pulumi up": [dead, dead, {}],
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
      "pulumi up",
      "pulumi cancel",
      "pulumi stack",
      "pulumi refresh",
      "pulumi up",
    ],
  ]);
  expect(commands[7]).toContain("--clear-pending-creates");
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

test("a lock that another run has set meanwhile, recovering from the same dead one, is not cancelled", async () => {
  const { status, commands, warned } = await run(["up", "--recover", "--stack", "prod"], {
    "pulumi up": [dead, alive],
  });
  expect(status).toBe(1);
  expect(actionsOf(commands)).not.toContain("pulumi cancel");
  expect(warned).toContain("(process 4242) since 2026-11-28T08:35:05Z, which is running");
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
  expect(actionsOf(commands)).toEqual(["pulumi preview", "pulumi stack", "pulumi up"]);
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
