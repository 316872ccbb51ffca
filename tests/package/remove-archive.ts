import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { packedPackage } from "./packed-package";

/** After all tests of the package. */
export default async function removeArchive(): Promise<void> {
  await rm(dirname(packedPackage()), { recursive: true, force: true });
}
