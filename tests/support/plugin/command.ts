import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/**
 * Runs a command to its end.
 *
 * @param environment - merged over this process's own
 * @returns what it printed to standard output
 * @throws Error where it fails, with all that it printed
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd, environment = {} }: { cwd?: string; environment?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  const env = { ...process.env, ...environment };
  const { stdout } = await execute(command, [...args], { cwd, env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
