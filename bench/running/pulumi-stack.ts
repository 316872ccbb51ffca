import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BenchFolder } from "./bench-folder";
import { benchSourceFolder } from "./checkout";
import { watchProviderMemory, type MemoryWatch } from "./peak-memory";
import { runProcess, type ProcessEnd } from "./run-process";
import { credentialsFor } from "./simulator-process";
import { stateSizeOf, type StateSize } from "./state-size";
import { writeTokenIds } from "./token-ids-file";

/** The program that a stack runs, its tokens, and the server that it asks. */
export interface StackPlan {
  /** The program's folder in `bench`, e.g. `programs/batch`. */
  program: string;
  tokenIds: readonly string[];
  apiUrl: string;
  /** The work that is due once the program stands in its folder; gives the environment that its language needs. */
  prepare?: (project: string) => Promise<Record<string, string>>;
}

/** One `pulumi up`. */
export interface Up extends ProcessEnd {
  /** The provider's process's; undefined if the system doesn't tell. */
  peakMemoryMiB: number | undefined;
  state: StateSize;
}

/** A new stack of one of the programs, in a backend of its own. */
export interface BenchStack {
  /** Runs `pulumi up --skip-preview`, and measures it. What it comes to is the caller's to judge. */
  up(): Promise<Up>;
}

const stackName = "dev";

/** @throws Error if the stack can't be made. */
export async function prepareStack(
  bench: BenchFolder,
  { program, tokenIds, apiUrl, prepare }: StackPlan,
  signal: AbortSignal,
): Promise<BenchStack> {
  const folder = bench.newFolder(program.replaceAll("/", "-"));
  const cwd = writeProject(folder, program, tokenIds);
  const backend = join(folder, "backend");
  mkdirSync(backend);
  const environment = {
    ...bench.environment,
    ...credentialsFor(apiUrl),
    ...(await prepare?.(cwd)),
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
  };
  const pulumi = (args: readonly string[], onStart?: (pid: number) => void) =>
    runProcess({ command: "pulumi", args, cwd, environment, signal, ...(onStart && { onStart }) });

  const made = await pulumi(["stack", "init", stackName, "--non-interactive"]);
  if (made.exitCode !== 0) {
    throw new Error(`pulumi stack init has failed:\n${made.output}`);
  }
  return {
    async up() {
      let memory: MemoryWatch | undefined;
      const end = await pulumi(
        ["up", "--yes", "--skip-preview", "--non-interactive", "--stack", stackName],
        (pid) => (memory = watchProviderMemory(pid)),
      ).finally(() => memory?.peakMiB());
      const checkpoint = join(backend, ".pulumi", "stacks", "bench", `${stackName}.json`);
      return {
        ...end,
        peakMemoryMiB: memory?.peakMiB(),
        state: stateSizeOf(readFileSync(checkpoint, "utf8")),
      };
    },
  };
}

/** The program, and the settings that are the same for all programs; packages are found in a folder above. */
function writeProject(folder: string, program: string, tokenIds: readonly string[]): string {
  const project = join(folder, "project");
  cpSync(join(benchSourceFolder, "programs", "project"), project, { recursive: true });
  cpSync(join(benchSourceFolder, program), project, { recursive: true });
  writeTokenIds(project, tokenIds);
  return project;
}
