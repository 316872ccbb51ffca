import { spawn } from "node:child_process";
import { constants } from "node:os";
import { forwardSignals } from "./signals.mjs";

/**
 * Runs the command that all the set-up was for: it has this process's terminal and its signals.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment all of it
 * @returns {Promise<number>} its exit code; 128 and the signal's number if a signal ended it
 * @throws {Error} if it can't be started
 */
export async function handOver(command, args, environment) {
  const child = spawn(command, args, { env: environment, stdio: "inherit" });
  const signals = forwardSignals((signal) => {
    // A terminal sends its Ctrl-C to the command as well, and Pulumi takes a second one for "at once".
    if (signal !== "SIGINT" || !process.stdin.isTTY) {
      child.kill(signal);
    }
  });
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => {
        resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
      });
    });
  } finally {
    signals.release();
  }
}
