import { createRequire } from "node:module";
import { join } from "node:path";
import { RunError, runtime } from "@pulumi/pulumi";

const packageName = "pulumi-datadog-token-revocation";
const checked = new Set<string>();

/**
 * Refuses a program whose project does not find the package itself: Pulumi loads the provider from the program's folder, and
 * a strict `node_modules` hides there what only a library of the program depends on. Without an engine nothing is loaded.
 *
 * @throws RunError that says what to do.
 */
export function requireReachableProvider(folder = process.cwd()): void {
  if (!runtime.hasEngine() || checked.has(folder)) {
    return;
  }
  try {
    createRequire(join(folder, "index.js")).resolve(`${packageName}/provider`);
    checked.add(folder);
  } catch {
    throw new RunError(
      `Pulumi loads the provider of a revocation from the program's folder, ${folder}, and ${packageName} is not found from there. ` +
        `Make it a direct dependency of that project, beside the library that brings it: npm install ${packageName} (pnpm add, yarn add).`,
    );
  }
}
