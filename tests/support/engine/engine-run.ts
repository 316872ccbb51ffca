import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";

/** A run of the engine, as its events tell it. */
export interface EngineRun {
  /** `true` if the CLI's exit code was 0. */
  isPassed: boolean;
  events: EngineEvent[];
}

/**
 * Runs one of the engine's operations with the CLI on PATH. The Automation API would do the same, and then start the CLI
 * once or three times more to ask what the events have said already.
 *
 * @param args - the operation, with all that it needs
 * @param options.environment - merged over this process's own
 * @param options.print - is given all output as it comes
 */
export async function runEngine(
  args: readonly string[],
  {
    cwd,
    environment,
    print,
  }: { cwd: string; environment: Record<string, string>; print: (text: string) => void },
): Promise<EngineRun> {
  const folder = await mkdtemp(join(tmpdir(), "engine-events-"));
  try {
    const eventLog = join(folder, "events");
    const child = spawn("pulumi", [...args, "--non-interactive", "--event-log", eventLog], {
      cwd,
      // The option of the event log is a debug command.
      env: { ...process.env, ...environment, PULUMI_DEBUG_COMMANDS: "true" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", print);
    }
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    return { isPassed: exitCode === 0, events: await eventsIn(eventLog) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function eventsIn(file: string): Promise<EngineEvent[]> {
  // A run that ends before the engine starts leaves none.
  const text = await readFile(file, "utf8").catch(() => "");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
}
