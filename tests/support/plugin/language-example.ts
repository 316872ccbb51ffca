import { join } from "node:path";
import { prepareLanguage } from "../../../bench/running/language-sdk";
import { copyExample } from "../engine/example-copy";
import { LanguageStack } from "./language-stack";
import type { PluginIncident } from "./plugin-incident";
import { pluginSchema } from "./plugin-schema";
import { installPlugin } from "./release";

/**
 * A stack of a copy of one of the examples in other languages, with the plugin installed from its archive.
 *
 * @param ofProgram - what the program finds in its environment
 */
export async function languageExample(
  language: "yaml" | "python" | "go",
  { pulumi, environment }: PluginIncident,
  ofProgram: Readonly<Record<string, string>> = {},
): Promise<LanguageStack> {
  await installPlugin(pulumi);
  const folder = await copyExample(language, join(pulumi.folder, "examples"));
  const ofLanguage =
    language === "yaml"
      ? {}
      : await prepareLanguage(language, folder, await pluginSchema(pulumi.variables), environment.PATH);
  return LanguageStack.inFolder(pulumi, { ...environment, ...ofProgram, ...ofLanguage }, folder);
}
