/**
 * Compiles the benchmark and runs it: `npm run bench`. What it takes on the command line stands in command-line.ts.
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const compiled = join(folder, "dist");
const tsc = join(folder, "..", "node_modules", "typescript", "bin", "tsc");

// Without what was there before, a module that no longer exists can't be imported from an old output.
rmSync(compiled, { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [tsc, "-p", join(folder, "tsconfig.build.json")], {
  stdio: "inherit",
});
if (status === 0) {
  await import(pathToFileURL(join(compiled, "main.js")).href);
} else {
  process.exitCode = 1;
}
