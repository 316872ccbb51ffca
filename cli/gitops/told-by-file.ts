import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CommandEnd } from "./run-command";

/** Runs a command with a variable that names a file which does not exist, and looks whether the provider has created it, and what it wrote. */
export async function toldByFile<End extends CommandEnd>(
  variable: string,
  run: (environment: Readonly<Record<string, string>>) => Promise<End>,
): Promise<{ end: End; isTold: boolean; told: string }> {
  const folder = mkdtempSync(join(tmpdir(), "told-"));
  const file = join(folder, "told");
  try {
    const end = await run({ [variable]: file });
    const isTold = existsSync(file);
    return { end, isTold, told: isTold ? readFileSync(file, "utf8") : "" };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
