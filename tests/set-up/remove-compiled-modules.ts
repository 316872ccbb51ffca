import { rm } from "node:fs/promises";

/** After all tests. */
export default async function removeCompiledModules(): Promise<void> {
  const folder = process.env["NODE_COMPILE_CACHE"];
  if (folder !== undefined) {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
