import { writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes what a program or a script is told to revoke: a JSON array.
 *
 * @returns the file's path.
 */
export function writeTokenIds(folder: string, tokenIds: readonly string[]): string {
  const path = join(folder, "token-ids.json");
  writeFileSync(path, JSON.stringify(tokenIds));
  return path;
}
