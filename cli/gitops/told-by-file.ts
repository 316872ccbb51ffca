import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CommandEnd } from "./run-command";

/** Runs a command with a variable that names a file which does not exist, and looks whether the provider has created it. */
export async function toldByFile(
  variable: string,
  run: (environment: Readonly<Record<string, string>>) => Promise<CommandEnd>,
): Promise<{ end: CommandEnd; isTold: boolean }> {
  const folder = mkdtempSync(join(tmpdir(), "told-"));
  const file = join(folder, "told");
  try {
    const end = await run({ [variable]: file });
    return { end, isTold: existsSync(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
