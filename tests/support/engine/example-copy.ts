import { copyFile, cp, mkdir, symlink } from "node:fs/promises";
import { basename, join, resolve } from "node:path";

/** The top of the checkout: where `examples/` and `node_modules/` are. */
export const checkoutFolder = resolve(__dirname, "../../..");

/**
 * Copies one of the examples to where a test may write: Pulumi keeps a stack's settings (`Pulumi.<stack>.yaml`)
 * beside the program, and the checkout has to stay as it is.
 *
 * The copy resolves packages as the original does: to the checkout's.
 *
 * @param name the folder's name in `examples/`
 * @param parentFolder where the copy goes, as `<parentFolder>/<name>`
 * @returns the copy's folder: where the CLI is to be started
 */
export async function copyExample(name: string, parentFolder: string): Promise<string> {
  const copy = join(parentFolder, name);
  await mkdir(parentFolder, { recursive: true });
  await cp(join(checkoutFolder, "examples", name), copy, { recursive: true, filter: isPartOfExample });
  await linkPackages(copy);
  return copy;
}

/** Everything but installed packages and the settings of stacks that somebody keeps there. */
function isPartOfExample(path: string): boolean {
  return !/^(node_modules|Pulumi\..+\.ya?ml)$/.test(basename(path));
}

/** The package itself. */
const ownName = "pulumi-datadog-token-revocation";

/** Other packages that programs and policy packs import, and the commands that npm runs for them. */
const others = [".bin", "@pulumi/policy", "@pulumi/pulumi", "@types/node", "ts-node", "typescript"];

/**
 * Installs in a folder what a program needs, as links to the checkout's packages: these few and no more, since the
 * language host reads all folders below the program's before each run.
 */
export async function linkPackages(folder: string): Promise<void> {
  const packages = join(folder, "node_modules");
  const own = join(packages, ownName);
  for (const parent of [own, join(packages, "@pulumi"), join(packages, "@types")]) {
    await mkdir(parent, { recursive: true });
  }
  for (const name of others) {
    await symlink(join(checkoutFolder, "node_modules", name), join(packages, name), "junction");
  }
  // No link to the checkout: below that are all of its packages.
  await copyFile(join(checkoutFolder, "package.json"), join(own, "package.json"));
  await symlink(join(checkoutFolder, "dist"), join(own, "dist"), "junction");
}
