import { chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { RecordIncident } from "../engine/record-incident";

/**
 * A `PATH` whose `pulumi` lets another run revoke first, once: after the command has looked at the record, and before its update
 * has the lock. That run's checkout is another one, so the list is put back.
 *
 * @param entries - the other run's list.
 */
export async function pathWithRival(
  { pulumi, stack }: RecordIncident,
  entries: readonly string[],
): Promise<string> {
  const folder = join(pulumi.folder, "rival");
  await mkdir(folder);
  await stack.list(entries, "rival.yaml");
  const path = process.env["PATH"] ?? "";
  const command = join(folder, "pulumi");
  await writeFile(
    command,
    `#!/bin/sh
PATH='${path}'
if [ "$1" = up ] && mv rival.yaml "${folder}/list.yaml" 2> "${folder}/missing"; then
  mv revocations.yaml "${folder}/own.yaml"
  mv "${folder}/list.yaml" revocations.yaml
  (unset DD_COUNTED_RECORD DD_KEPT_RECORD; pulumi "$@" > "${folder}/printed")
  mv "${folder}/own.yaml" revocations.yaml
fi
exec pulumi "$@"
`,
  );
  await chmod(command, 0o755);
  return `${folder}${delimiter}${path}`;
}
