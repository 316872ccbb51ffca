import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/**
 * Runs a command to its end.
 *
 * @param environment all of it; the default is this process's own, without what `npm run` has added
 * @returns what it printed to standard output
 * @throws Error where it fails, with its name and all that it printed
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = withoutNpm(process.env),
): Promise<string> {
  try {
    return (await execute(command, args, { cwd, env: environment, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (cause) {
    const printed = [printedTo("stdout", cause), printedTo("stderr", cause)].join("\n").trim();
    throw new Error(`\`${command} ${args.join(" ")}\` failed in ${cwd}:\n${printed}`, { cause });
  }
}

function printedTo(stream: "stdout" | "stderr", error: unknown): string {
  const printed: unknown =
    error instanceof Error ? Object.getOwnPropertyDescriptor(error, stream)?.value : "";
  return typeof printed === "string" ? printed : "";
}

/** An unrelated project must not get the settings of this one, which npm hands down as `npm_…`. */
function withoutNpm(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^npm_/i.test(name)));
}
