import { join } from "node:path";
import { runCommand } from "./command";
import { pluginCommand, pluginFolder } from "./plugin";

/** The schema that the plugin's executable answers, as Pulumi's CLI asks for it: JSON. */
export function pluginSchema(environment: Readonly<Record<string, string>>): Promise<string> {
  return runCommand("pulumi", ["package", "get-schema", join(pluginFolder, pluginCommand)], { environment });
}
