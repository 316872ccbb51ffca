import { pluginName } from "../../provider/schema/resource-types";

/** The names of the settings as the lifecycle writes them, which are those of the dynamic provider. */
const settingPattern =
  /\bdatadog:(?=(?:accounts|acceptBareNotFound|apiKey|apiUrl|appKey|bearerToken|concurrency|describe|maxRevocations|protectedTokens|requestTimeoutSeconds|retryDeadlineSeconds|selfRevocation|site)\b)/g;

/** Rewrites the names of settings in a text to those of the plugin's own namespace. */
export function inOwnWords(text: string): string {
  return text.replace(settingPattern, `${pluginName}:`);
}
