import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkoutFolder } from "../engine/example-copy";
import { gitEnvironment } from "./planted-repository";

const run = promisify(execFile);

/**
 * Scans a repository as examples/scanners/README.md says: the real gitleaks, with the rules that stand there.
 *
 * @param report - where the report goes.
 * @param options - what else gitleaks is told. Default: a report in JSON.
 */
export async function scanRepository(
  folder: string,
  report: string,
  options: readonly string[] = ["--report-format", "json"],
): Promise<void> {
  const rules = join(checkoutFolder, "examples/scanners/gitleaks.toml");
  const args = [
    "git",
    folder,
    "--config",
    rules,
    "--max-decode-depth",
    "5",
    "--log-opts=--all --full-history -m",
  ];
  try {
    await run("gitleaks", [...args, "--report-path", report, ...options], { env: gitEnvironment });
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === "ENOENT") {
      throw new Error("gitleaks is missing. Run the tests with `npm test`, which builds it.", {
        cause: error,
      });
    }
    // 1 says that there are leaks.
    if (code !== 1) {
      throw error;
    }
  }
}
