import { actionsOf, runGitops as run } from "../../../../support/pipelines/gitops-run";

const pulumiCloud = {
  exitCode: 255,
  stdout: "Updating (prod)\n\n",
  stderr:
    "Logging in using access token from PULUMI_ACCESS_TOKEN\nerror: [409] Conflict: Another update is currently in progress.\n",
};

const told = {
  organization: "acme",
  project: "revocations",
  stack: "prod",
  consoleUrl: "https://app.pulumi.com/acme/revocations/prod",
};
const currentOperation = { kind: "update", author: "ann", started: "2026-11-28T08:35:05.000Z" };
const says = (word: object) => ({ stdout: JSON.stringify(word) });
const exported = { stdout: "{}" };
const up = ["up", "--recover", "--message", "m"];

test("on Pulumi Cloud, an operation that is under way stays, and the person is told what to look at", async () => {
  const { status, commands, warned } = await run(up, {
    "pulumi up": [pulumiCloud],
    "pulumi stack": [exported, says({ ...told, currentOperation })],
  });
  expect(status).toBe(1);
  expect(actionsOf(commands)).toEqual(["pulumi stack", "pulumi up", "pulumi stack"]);
  expect(warned).toContain(
    "Pulumi Cloud says that an operation (update) of ann is under way since 2026-11-28T08:35:05.000Z. Look at it on https://app.pulumi.com/acme/revocations/prod, and at the job that started it.",
  );
  expect(warned).toContain("run pulumi cancel --yes acme/revocations/prod, then");
});

test("an operation that is over is recovered from, and nothing is cancelled: it may be the next one by now", async () => {
  const { status, commands, printed } = await run(up, {
    "pulumi up": [pulumiCloud, {}],
    "pulumi stack": [
      exported,
      says(told),
      { stdout: JSON.stringify({ deployment: { pending_operations: [{}] } }) },
    ],
  });
  expect(status).toBe(0);
  expect(printed).toContain("Pulumi Cloud says that nothing is under way on it any more: recovering.");
  expect(actionsOf(commands)).toEqual([
    "pulumi stack",
    "pulumi up",
    "pulumi stack",
    "pulumi stack",
    "pulumi refresh",
    "pulumi up",
  ]);
});

test("a lock stays where it is not told what is under way, and where it comes again", async () => {
  const untold = { "pulumi up": [pulumiCloud], "pulumi stack": [exported, { exitCode: 1 }] };
  const again = {
    "pulumi up": [pulumiCloud, pulumiCloud],
    "pulumi stack": [exported, says(told), exported],
  };
  for (const answers of [untold, again]) {
    const { status, commands, warned } = await run(up, answers);
    expect(status).toBe(1);
    expect(actionsOf(commands)).not.toContain("pulumi cancel");
    expect(warned).toContain("The stack is locked by another update.");
  }
});

test("recovery by a person is refused while an operation is under way", async () => {
  const { status, commands, warned } = await run(["recover"], {
    "pulumi whoami": [says({ url: "https://app.pulumi.com/acme" })],
    "pulumi stack": [says({ ...told, currentOperation })],
  });
  expect(status).toBe(1);
  expect(actionsOf(commands)).toEqual(["pulumi whoami", "pulumi stack"]);
  expect(warned).toContain("The stack is not recovered. Pulumi Cloud says that an operation (update) of ann");
});

test("recovery by a person cancels nothing where Pulumi Cloud says that nothing is under way", async () => {
  const { status, commands } = await run(["recover"], {
    "pulumi whoami": [says({ url: "https://app.pulumi.com/acme" })],
    "pulumi stack": [says(told), exported],
  });
  expect(status).toBe(0);
  expect(actionsOf(commands)).toEqual(["pulumi whoami", "pulumi stack", "pulumi stack"]);
});

test("on Pulumi Cloud, a stack is waited for, also after the preview of what it would do", async () => {
  const previewed = {
    ...pulumiCloud,
    stdout: "Previewing update (prod)\n + revocation\nUpdating (prod)\n\n",
  };
  const { status, slept } = await run(["up", "--lock-wait", "25", "--message", "m"], {
    "pulumi up": [previewed, {}],
  });
  expect({ status, slept }).toEqual({ status: 0, slept: [10_000] });
});
