import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkoutFolder, installedPackagesFolder } from "./checkout";

/** The packages that the programs import, and those that Pulumi runs TypeScript with. */
const linked = ["@pulumi/pulumi", "axios", "p-queue", "p-retry", "ts-node", "typescript"];

/** The files that `npm pack` puts into the package, as far as they are run. */
const packed = ["package.json", "dist"];

/**
 * Makes the `node_modules` of a user's project: links to what the checkout has installed, and a copy of this package, so
 * that nobody who compiles it meanwhile disturbs a measurement.
 *
 * @param folder where `node_modules` is made; all projects below it find it.
 */
export function installPackages(folder: string): void {
  const packages = join(folder, "node_modules");
  for (const name of linked) {
    mkdirSync(dirname(join(packages, name)), { recursive: true });
    symlinkSync(join(installedPackagesFolder, name), join(packages, name), "junction");
  }
  for (const part of packed) {
    cpSync(join(checkoutFolder, part), join(packages, "pulumi-datadog-token-revocation", part), {
      recursive: true,
    });
  }
}
