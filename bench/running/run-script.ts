import { join } from "node:path";
import type { BenchFolder } from "./bench-folder";
import { runProcess, type ProcessEnd } from "./run-process";
import { credentialsFor } from "./simulator-process";
import { writeTokenIds } from "./token-ids-file";

/** The script to run, its tokens, and the server that it asks. */
export interface ScriptPlan {
  /** The compiled script below `bench/dist`, e.g. `floor/bare-requests.js`. */
  script: string;
  tokenIds: readonly string[];
  apiUrl: string;
  /** Requests at once. */
  concurrency: number;
}

/** Runs a script that revokes tokens without Pulumi, in a process of its own. */
export function runScript(bench: BenchFolder, plan: ScriptPlan, signal: AbortSignal): Promise<ProcessEnd> {
  const cwd = bench.newFolder("script");
  const tokenIdsFile = writeTokenIds(cwd, plan.tokenIds);
  return runProcess({
    command: process.execPath,
    args: [join(__dirname, "..", plan.script), tokenIdsFile, String(plan.concurrency)],
    cwd,
    environment: { ...bench.environment, ...credentialsFor(plan.apiUrl) },
    signal,
  });
}
