/** The types of the resources, as the state names them; they never change. */
export const resourceTypes = {
  single: "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocation",
  service: "pulumi-nodejs:dynamic/datadog:ServiceAccessTokenRevocation",
  batch: "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocationBatch",
  list: "pulumi-nodejs:dynamic/datadog:RevocationList",
} as const;

/** The name of the package as a provider plugin, and the namespace of its configuration. */
export const pluginName = "datadog-token-revocation";

/** The names of the settings as the lifecycle writes them, which are those of the dynamic provider. */
const settingPattern =
  /\bdatadog:(?=(?:accounts|acceptBareNotFound|apiKey|apiUrl|appKey|bearerToken|concurrency|describe|maxRevocations|protectedTokens|requestTimeoutSeconds|retryDeadlineSeconds|selfRevocation|site)\b)/g;

/** Rewrites a text of the lifecycle for a program that takes the plugin: the names of settings are those of its namespace. */
export function withPluginSettings(text: string): string {
  return text.replace(settingPattern, `${pluginName}:`);
}

/** The types of the same resources in the provider plugin, as the state names them; they never change. */
export const pluginTypes = {
  single: `${pluginName}:index:PersonalAccessTokenRevocation`,
  service: `${pluginName}:index:ServiceAccessTokenRevocation`,
  batch: `${pluginName}:index:PersonalAccessTokenRevocationBatch`,
  list: `${pluginName}:index:RevocationList`,
} as const satisfies Record<keyof typeof resourceTypes, string>;

/** Tells the resources that revoke tokens from all others. */
export function isRevocationType(type: string): boolean {
  return ([...Object.values(resourceTypes), ...Object.values(pluginTypes)] as string[]).includes(type);
}

/** Tells the resources that revoke one token, of whichever kind. */
export function isSingleType(type: string): boolean {
  return [resourceTypes, pluginTypes].some(({ single, service }) => type === single || type === service);
}

/** Tells the lists. */
export function isListType(type: string): boolean {
  return [resourceTypes, pluginTypes].some(({ list }) => type === list);
}
