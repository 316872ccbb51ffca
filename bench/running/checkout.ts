import { join, resolve } from "node:path";

/** The folder `bench` of the checkout: this file is run from `bench/dist/running`. */
export const benchSourceFolder = resolve(__dirname, "../..");

/** The top of the checkout, where the package was built. */
export const checkoutFolder = join(benchSourceFolder, "..");

/** The folder in which the checkout's packages are installed. */
export const installedPackagesFolder = join(checkoutFolder, "node_modules");
