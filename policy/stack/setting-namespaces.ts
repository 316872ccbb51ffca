const plugin = "datadog-token-revocation";

/** The namespaces of the package's settings in a stack's configuration: of the dynamic provider, and of the plugin. */
const settingNamespaces = ["datadog", plugin];

/** The keys of a setting in every namespace, such as `datadog:apiKey`. */
export function settingKeys(name: string): string[] {
  return settingNamespaces.map((namespace) => `${namespace}:${name}`);
}

/** Tells the provider that a program makes for the plugin's resources; a default one has the stack's settings. */
export function isExplicitProvider({ type, name }: { type: string; name: string }): boolean {
  return type === `pulumi:providers:${plugin}` && !/^default(?:_|$)/.test(name);
}

/** The settings of a resource under the names of the dynamic provider: those of the plugin, if it is one of the plugin's. */
export function settingsOf(
  { type }: { type: string },
  configuration: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (!type.startsWith(`${plugin}:`)) {
    return configuration;
  }
  return new Map(
    [...configuration]
      .filter(([key]) => key.startsWith(`${plugin}:`))
      .map(([key, value]) => [key.replace(plugin, "datadog"), value]),
  );
}
