import { chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";

/**
 * A PATH on which a program runs as it does under `typescript: false`. A language host that was built from the Go module
 * (see tools/) passes the option over and has ts-node compile every program; a current one tells Pulumi's SDK to leave
 * TypeScript to Node.js, which is what the `node` of this PATH tells it in the host's place.
 *
 * @param parentFolder - where the command goes.
 */
export async function pathWithTypeStripping(parentFolder: string): Promise<string> {
  const commands = join(parentFolder, "type-stripping");
  await mkdir(commands);
  const command = join(commands, "node");
  await writeFile(
    command,
    `#!/bin/sh\nPULUMI_NODEJS_TYPESCRIPT=false exec ${JSON.stringify(process.execPath)} "$@"\n`,
  );
  await chmod(command, 0o755);
  return [commands, process.env["PATH"]].join(delimiter);
}
