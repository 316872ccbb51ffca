import { existsSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

/** A Pulumi that knows nothing of the machine's own: its home, backend and passphrase live in one temporary folder. */
export interface PulumiEnvironment {
  /** The temporary folder that holds everything below; real path, without symbolic links. */
  readonly folder: string;
  /** The folder in which the file backend keeps its stacks: what a test searches when it looks for secrets in the state. */
  readonly backendFolder: string;
  /** To be merged over `process.env` for the CLI, or passed as `envVars` to the Automation API. */
  readonly variables: Readonly<Record<string, string>>;
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
 * @throws Error where Pulumi's CLI is not on PATH: a test that needs it fails, it never skips itself.
 */
export async function createPulumiEnvironment(): Promise<PulumiEnvironment> {
  expectPulumiOnPath();
  const folder = await realpath(await mkdtemp(join(tmpdir(), "datadog-token-revocation-")));
  const backendFolder = join(folder, "backend");
  await mkdir(backendFolder);
  return {
    folder,
    backendFolder,
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

function expectPulumiOnPath(): void {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  if (!folders.some((each) => ["pulumi", "pulumi.exe"].some((name) => existsSync(join(each, name))))) {
    throw new Error(
      "This test needs Pulumi's CLI, and there is none on PATH. Run the tests with `npm test`, which finds or " +
        "builds one, or install it: https://www.pulumi.com/docs/install/",
    );
  }
}
