import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import type { Results } from "./samples";

/** Every sample that the report is made of, so that one table can be measured anew without the others. */
export function readResults(path: string): Results {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Results) : {};
}

/** Writes them back, as the checkout's files are formatted. */
export async function writeResults(path: string, results: Results): Promise<void> {
  const settings = await resolveConfig(path);
  writeFileSync(path, await format(JSON.stringify(results, rounded), { ...settings, filepath: path }));
}

/** A millisecond and a hundredth of a MiB are less than anything that is told apart here. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 1000) / 1000 : value;
}
