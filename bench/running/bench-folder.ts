import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPackages } from "./install-packages";

/** The folder of everything that the benchmark writes, until it is over. */
export interface BenchFolder {
  /** The settings of a Pulumi that knows nothing of the machine's own, and of a user without credentials. */
  readonly environment: NodeJS.ProcessEnv;
  /** Makes a new, empty folder. */
  newFolder(name: string): string;
  /** Leaves nothing behind. */
  remove(): void;
}

/** Makes the temporary folder, with the packages; one `PULUMI_HOME` serves all runs, as on the machine of a user. */
export function createBenchFolder(): BenchFolder {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "datadog-token-revocation-bench-")));
  installPackages(folder);
  let folders = 0;
  return {
    environment: {
      ...withoutSettings(process.env),
      PULUMI_HOME: join(folder, "home"),
      PULUMI_CONFIG_PASSPHRASE: "a passphrase for the benchmark",
      PULUMI_SKIP_UPDATE_CHECK: "1",
    },
    newFolder(name) {
      folders += 1;
      const path = join(folder, `${folders}-${name}`);
      mkdirSync(path);
      return path;
    },
    remove() {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Settings of whoever runs the benchmark would decide what is measured. */
function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(environment).filter(
    ([name]) => !/^(DD_|DATADOG_|PULUMI_|NODE_OPTIONS$|TS_NODE_)/.test(name),
  );
  return Object.fromEntries(others);
}
