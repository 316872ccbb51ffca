import { spawn } from "node:child_process";

/**
 * Runs a scanner to its end. What it finds is in its report: its exit status says each time something else.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {string} folder
 * @returns {Promise<{ status: number | null, stdout: string, stderr: string }>}
 * @throws {Error} if there is no such command: how to get it
 */
export function start(command, args, folder) {
  const child = spawn(command, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const printed = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk) => (printed.stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk) => (printed.stderr += chunk));
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      reject(
        new Error(
          `${command} is missing (${error.message}). \`npm test\` brings the light scanners, \`npm run scanners\` all of them.`,
        ),
      );
    });
    child.once("close", (status) => resolve({ status, ...printed }));
  });
}
