import { execFile } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** The folder under test. */
export const toolsFolder = resolve(__dirname, "../../../tools");

/** The outcome of a call: a value, or the message of the error that it threw; and the set-up's own lines. */
export interface Outcome {
  readonly value?: unknown;
  readonly error?: string;
  readonly said: string;
}

/**
 * Calls a function of the set-up as it is used: as an ES module, in a Node.js process of its own.
 *
 * @param module the file's path in `tools/`
 * @param name of the export, with a dot where it is a method: `pulumiOnPath.find`
 * @param args and the result go by way of JSON
 * @param environment all of the process's environment
 */
export async function callTool(
  module: string,
  name: string,
  args: readonly unknown[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  const program = `
    const exported = await import(${JSON.stringify(pathToFileURL(join(toolsFolder, module)).href)});
    const [first, second] = ${JSON.stringify(name.split("."))};
    const call = second === undefined ? exported[first] : exported[first][second].bind(exported[first]);
    const outcome = await Promise.resolve().then(() => call(...${JSON.stringify(args)}))
      .then((value) => ({ value }), (error) => ({ error: error.message }));
    console.log(JSON.stringify(outcome));`;
  const nodeArgs = ["--input-type=module", "--eval", program];
  const { stdout, stderr } = await execute(process.execPath, nodeArgs, { env: environment });
  return { ...(JSON.parse(stdout) as { value?: unknown; error?: string }), said: stderr };
}

/**
 * Writes a shell script that can be run as a command.
 *
 * @returns its path
 */
export async function writeCommand(folder: string, name: string, script: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}
