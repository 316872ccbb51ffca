import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkoutFolder } from "../../support/engine/example-copy";
import { createPulumiEnvironment, type PulumiEnvironment } from "../../support/engine/pulumi-environment";
import { PulumiCloudStandIn } from "../../support/pipelines/pulumi-cloud";

jest.setTimeout(120_000);

let pulumi: PulumiEnvironment;
let cloud: PulumiCloudStandIn;
let folder: string;
beforeAll(async () => {
  pulumi = await createPulumiEnvironment();
  cloud = await PulumiCloudStandIn.start();
  folder = join(pulumi.folder, "revocations");
  await mkdir(folder);
  await writeFile(join(folder, "Pulumi.yaml"), "name: revocations\nruntime: nodejs\n");
});
afterAll(async () => {
  await cloud.close();
  await pulumi.remove();
});

function gitops(...args: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const command = join(checkoutFolder, "dist", "cli", "gitops", "datadog-token-gitops.js");
  const env = {
    ...process.env,
    ...pulumi.variables,
    PULUMI_BACKEND_URL: cloud.url,
    PULUMI_ACCESS_TOKEN: "pul-for-a-stand-in",
    PULUMI_CONSOLE_DOMAIN: cloud.url.slice("http://".length),
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [command, ...args, "--stack=acme/revocations/prod"],
      { cwd: folder, env },
      (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    );
  });
}

const up = ["up", "--recover", "--allow-removals", "--skip-preview", "--message=SEC-1"];
const underWay =
  /Pulumi Cloud says that an operation \(update\) of ann is under way since 2025-11-28T08:35:05\.000Z\./;
const cancelled = () => cloud.asked.filter((request) => request.endsWith("/cancel"));

beforeEach(() => {
  cloud.operation = { kind: "update", author: "ann", started: 1764318905 };
});

test("while Pulumi Cloud says that an operation is under way, up and recover leave it alone and say what to look at", async () => {
  for (const args of [up, ["recover"]]) {
    const { exitCode, stderr } = await gitops(...args);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(underWay);
    expect(stderr).toContain(
      `Look at it on ${cloud.url}/acme/revocations/prod, and at the job that started it.`,
    );
    expect(stderr).toContain(
      "run pulumi cancel --yes acme/revocations/prod, then datadog-token-gitops recover.",
    );
  }
  expect(cancelled()).toEqual([]);
});

test("once Pulumi Cloud says that nothing is under way, up tries again, and cancels nothing that may have begun since", async () => {
  cloud.operation = undefined;
  cloud.asked.length = 0;
  const { exitCode, stdout, stderr } = await gitops(...up);
  expect(stdout).toContain("Pulumi Cloud says that nothing is under way on it any more: recovering.");
  expect(
    cloud.asked.filter((request) => request.startsWith("POST") && request.endsWith("/update")),
  ).toHaveLength(2);
  expect(cancelled()).toEqual([]);
  // The stand-in refuses the second, too.
  expect(exitCode).toBe(1);
  expect(stderr).toContain("The stack is locked by another update. Nothing was revoked.");
});

test("doctor tells what is under way on Pulumi Cloud", async () => {
  const { stdout } = await gitops("doctor");
  expect(stdout).toContain(
    `✓ backend: ${cloud.url}/acme, Pulumi Cloud or a service like it; logged in as acme.`,
  );
  expect(stdout).toMatch(new RegExp(`^\\? lock: ${underWay.source}`, "m"));
  cloud.operation = undefined;
  expect((await gitops("doctor")).stdout).toContain("✓ lock: nothing is under way on the stack.");
});
