import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PulumiCommand } from "@pulumi/pulumi/automation";

/** A Pulumi that knows nothing of the machine's own: its home, backend and passphrase live in one temporary folder. */
export interface PulumiEnvironment {
  /** The temporary folder that holds everything below; real path, without symbolic links. */
  readonly folder: string;
  /** The folder in which the file backend keeps its stacks: what a test searches when it looks for secrets in the state. */
  readonly backendFolder: string;
  /** To be passed as `envVars` to the Automation API, or merged over `process.env` for the CLI. */
  readonly variables: Readonly<Record<string, string>>;
  /** The CLI on PATH, to be passed as `pulumiCommand` to the Automation API. */
  readonly pulumiCommand: PulumiCommand;
  /** Removes the temporary folder; stacks that still hold resources go with it. */
  remove(): Promise<void>;
}

/** Names that would let the machine's own Datadog or Pulumi settings into a test: an empty value counts as unset. */
const silenced = [
  "DATADOG_BEARER_TOKEN",
  "DD_API_KEY",
  "DD_API_URL",
  "DD_APP_KEY",
  "DD_BEARER_TOKEN",
  "DD_CONCURRENCY",
  "DD_DELEGATED_TOKEN",
  "DD_MAX_REVOCATIONS",
  "DD_REQUEST_TIMEOUT_SECONDS",
  "DD_RETRY_DEADLINE_SECONDS",
  "DD_SITE",
  "PULUMI_ACCESS_TOKEN",
  "PULUMI_CONFIG_PASSPHRASE_FILE",
  "PULUMI_STACK",
];

/** The work that an operation would spend time on, and that no test is about. */
const unneeded = {
  // `npm run typecheck` has checked every program; where the type check itself is the subject, a test takes this back.
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  // The plugins of packages that only examples without a test here use are downloaded before each operation otherwise,
  // and without a network that is tried five times.
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  PULUMI_SKIP_UPDATE_CHECK: "1",
};

/**
 * Makes a temporary `PULUMI_HOME` and file backend, with a passphrase for its secrets.
 *
 * ```ts
 * const pulumi = await createPulumiEnvironment();
 * afterAll(() => pulumi.remove());
 * const { pulumiCommand } = pulumi;
 * const envVars = { ...pulumi.variables, DD_API_URL: datadog.url, DD_API_KEY: "…", DD_APP_KEY: "…" };
 * const stack = await LocalWorkspace.createStack({ stackName: "test", workDir }, { envVars, pulumiCommand });
 * ```
 *
 * @throws Error where Pulumi's CLI is not on PATH: a test that needs it fails, it never skips itself.
 */
export async function createPulumiEnvironment(): Promise<PulumiEnvironment> {
  const pulumiCommand = await pulumiOnPath();
  const folder = await realpath(await mkdtemp(join(tmpdir(), "datadog-token-revocation-")));
  const backendFolder = join(folder, "backend");
  await mkdir(backendFolder);
  return {
    folder,
    backendFolder,
    pulumiCommand,
    variables: {
      ...Object.fromEntries(silenced.map((name) => [name, ""])),
      ...unneeded,
      // Times that are recorded for people are those of what they run, type check and all.
      ...(process.env["RECORD_TIMES"] === "1" && { PULUMI_NODEJS_TRANSPILE_ONLY: "" }),
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(backendFolder).href,
      PULUMI_CONFIG_PASSPHRASE: "a passphrase for tests",
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function pulumiOnPath(): Promise<PulumiCommand> {
  try {
    return await PulumiCommand.get();
  } catch (cause) {
    throw new Error(
      "This test needs Pulumi's CLI, and there is none on PATH. Run the tests with `npm test`, which finds or " +
        "builds one, or install it: https://www.pulumi.com/docs/install/",
      { cause },
    );
  }
}
