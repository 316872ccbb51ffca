import { spawn } from "node:child_process";
import { descendantsOf } from "./process-tree";

/** A command to be run, and its surroundings. */
export interface Command {
  command: string;
  args: readonly string[];
  cwd: string;
  /** The whole environment of the process. */
  environment: NodeJS.ProcessEnv;
  /** Ends the process, and all that it has started. */
  signal: AbortSignal;
  /** Called as soon as the process exists. */
  onStart?: (pid: number) => void;
}

/** The end of a process. */
export interface ProcessEnd {
  /** Null if a signal ended it. */
  exitCode: number | null;
  /** Standard output and error, as they came. */
  output: string;
  /** The time at which it was started, in milliseconds since the epoch. */
  startedAtMs: number;
  /** From its start until it was gone and its output closed. */
  seconds: number;
}

/** Milliseconds that a process gets to end by itself after an interruption. */
const graceMs = 3000;

/**
 * Runs a command to its end, whatever that is.
 *
 * @throws Error if the command can't be started, and the reason of the interruption if there was one.
 */
export async function runProcess({
  command,
  args,
  cwd,
  environment,
  signal,
  onStart,
}: Command): Promise<ProcessEnd> {
  signal.throwIfAborted();
  const startedAtMs = Date.now();
  const start = performance.now();
  const child = spawn(command, args, { cwd, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => stopWithAllBelow(child.pid);
  signal.addEventListener("abort", stop, { once: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  if (child.pid !== undefined) {
    onStart?.(child.pid);
  }
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child
        .once("error", (cause: NodeJS.ErrnoException) => reject(cannotStart(command, cause)))
        .once("close", resolve);
    });
    signal.throwIfAborted();
    return { exitCode, output, startedAtMs, seconds: (performance.now() - start) / 1000 };
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function cannotStart(command: string, cause: NodeJS.ErrnoException): Error {
  const advice = cause.code === "ENOENT" ? " Install it, or add its folder to PATH." : "";
  return new Error(`${command} can't be started (${cause.code ?? cause.message}).${advice}`, { cause });
}

/** First the way a terminal asks, then for good: Pulumi's provider process is not in its group, and would live on. */
function stopWithAllBelow(pid: number | undefined): void {
  if (pid === undefined) {
    return;
  }
  const all = [pid, ...descendantsOf(pid)];
  kill(pid, "SIGINT");
  setTimeout(() => {
    for (const each of all) {
      kill(each, "SIGKILL");
    }
  }, graceMs);
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is over already.
  }
}
