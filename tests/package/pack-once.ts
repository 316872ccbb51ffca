import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { archiveVariable, packPackage } from "./packed-package";

/** Before all tests of the package: packs it once for all of them. */
export default async function packOnce(): Promise<void> {
  process.env[archiveVariable] = await packPackage(await mkdtemp(join(tmpdir(), "packed-package-")));
}
