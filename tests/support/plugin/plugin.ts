import { join } from "node:path";
import { checkoutFolder } from "../engine/example-copy";

/** The name of the package as a provider plugin, and the namespace of its configuration. */
export const pluginName = "datadog-token-revocation";

/** The command that the engine starts. */
export const pluginCommand = `pulumi-resource-${pluginName}`;

/** The folder of that command in the checkout. */
export const pluginFolder = join(checkoutFolder, "dist", "plugin");

/** A type of the plugin, as programs and states name it. */
export function pluginType(name: string): string {
  return `${pluginName}:index:${name}`;
}
