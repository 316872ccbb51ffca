import { spawn } from "node:child_process";
import { Interrupted, forwardSignals } from "./signals.mjs";

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [environment] all of it; the default is this process's own
 * @property {boolean} [show] whether its output is shown as it comes, on standard error; the default is to keep it
 * @property {number} [limitSeconds] after this long it is stopped, with all it has started
 */

/**
 * @typedef {object} RunResult
 * @property {boolean} ok it ended with exit code 0
 * @property {string} stdout what it printed to standard output, trimmed; empty if its output was shown
 * @property {string} failure if it did not succeed: its last words, or how it ended; one line
 */

/**
 * Runs a step of the set-up to its end. It gets no standard input, and a process group of its own, so that it can be
 * stopped together with whatever it starts.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>} never rejects because the command failed or is missing
 * @throws {Interrupted} if this process was told to stop meanwhile
 */
export async function run(
  command,
  args,
  { cwd, environment = process.env, show = false, limitSeconds } = {},
) {
  const output = show ? process.stderr : "pipe";
  const child = spawn(command, args, {
    cwd,
    env: environment,
    stdio: ["ignore", output, output],
    detached: true,
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const signals = forwardSignals((signal) => {
    stop(child, signal);
  });
  const limit = startLimit(limitSeconds, () => {
    stop(child, "SIGKILL");
  });
  const end = await new Promise((resolve) => {
    child.once("error", (error) => resolve(`${command} could not be started (${error.message})`));
    child.once("close", (code, signal) => resolve(code ?? signal));
  });
  signals.release();
  limit.clear();
  if (signals.received !== undefined) {
    throw new Interrupted(signals.received);
  }
  const failure = limit.passed
    ? `stopped after ${limitSeconds} s without an end`
    : describeEnd(end, stderr(), stdout());
  return { ok: end === 0 && !limit.passed, stdout: stdout().trim(), failure };
}

/**
 * @param {number | string} end exit code, signal, or why it could not be started
 * @param {string} stderr
 * @param {string} stdout
 */
function describeEnd(end, stderr, stdout) {
  if (end === 0) {
    return "";
  }
  const lines = (stderr.trim() || stdout.trim()).split("\n").map((line) => line.trim());
  // npm ends with where its log is, and begins with what went wrong.
  const words = lines.find((line) => /^npm error (?!code )/.test(line)) ?? lines.at(-1);
  return words || (typeof end === "number" ? `exit code ${end}` : end);
}

/** @param {import("node:stream").Readable | null} stream */
function collect(stream) {
  let text = "";
  stream?.setEncoding("utf8").on("data", (chunk) => (text += chunk));
  return () => text;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function stop(child, signal) {
  if (child.pid === undefined) {
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It is over already.
  }
}

/**
 * @param {number | undefined} seconds
 * @param {() => void} onPassed
 */
function startLimit(seconds, onPassed) {
  const limit = { passed: false, clear: () => {} };
  if (seconds === undefined) {
    return limit;
  }
  const timer = setTimeout(() => {
    limit.passed = true;
    onPassed();
  }, seconds * 1000);
  limit.clear = () => {
    clearTimeout(timer);
  };
  return limit;
}
