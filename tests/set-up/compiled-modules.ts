import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Before all tests: the Node.js processes that they start, programs and providers of Pulumi most of all, keep for one
 * another what they have compiled of their packages. The folder lives as long as the run, since copies of packages and
 * programs in temporary folders would make it grow without end.
 */
export default async function keepCompiledModules(): Promise<void> {
  process.env["NODE_COMPILE_CACHE"] = await mkdtemp(join(tmpdir(), "compiled-modules-"));
}
