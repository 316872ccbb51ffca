import { cp, mkdir, symlink } from "node:fs/promises";
import { basename, join, resolve } from "node:path";

/** The top of the checkout: where `examples/` and `node_modules/` are. */
export const checkoutFolder = resolve(__dirname, "../../..");

/**
 * Copies one of the examples to where a test may write: Pulumi keeps a stack's settings (`Pulumi.<stack>.yaml`)
 * beside the program, and the checkout has to stay as it is.
 *
 * The copy resolves packages as the original does, through a link to the checkout's `node_modules`.
 *
 * @param name the folder's name in `examples/`
 * @param parentFolder where the copy goes, as `<parentFolder>/<name>`
 * @returns the copy's folder: the `workDir` of an Automation API workspace
 */
export async function copyExample(name: string, parentFolder: string): Promise<string> {
  const copy = join(parentFolder, name);
  await mkdir(parentFolder, { recursive: true });
  await cp(join(checkoutFolder, "examples", name), copy, { recursive: true, filter: isPartOfExample });
  await symlink(join(checkoutFolder, "node_modules"), join(copy, "node_modules"), "junction");
  return copy;
}

/** Everything but installed packages and the settings of stacks that somebody keeps there. */
function isPartOfExample(path: string): boolean {
  return !/^(node_modules|Pulumi\..+\.ya?ml)$/.test(basename(path));
}
