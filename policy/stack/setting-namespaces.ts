const plugin = "datadog-token-revocation";

/** The namespaces of the package's settings in a stack's configuration: of the dynamic provider, and of the plugin. */
const settingNamespaces = ["datadog", plugin];

/** The keys of a setting in every namespace, such as `datadog:apiKey`. */
export function settingKeys(name: string): string[] {
  return settingNamespaces.map((namespace) => `${namespace}:${name}`);
}

/** A provider as policies are shown it. */
interface ShownProvider {
  type: string;
  name: string;
  props: Readonly<Record<string, unknown>>;
}

/** Tells a provider of the plugin's, by whomever it was made. */
export function isPluginProvider({ type }: Pick<ShownProvider, "type">): boolean {
  return type === `pulumi:providers:${plugin}`;
}

/** Tells the provider that a program makes for the plugin's resources; one that Pulumi makes has the stack's settings. */
export function isExplicitProvider({ type, name }: Pick<ShownProvider, "type" | "name">): boolean {
  // The plugin tells them by the same form: default_0_1_0.
  return isPluginProvider({ type }) && !/^default(?:_\d+_\d+_\d+.*)?$/.test(name);
}

/** The settings of a provider under the names of the dynamic one, as a stack's configuration has them. */
export function settingsOfProvider({ props }: Pick<ShownProvider, "props">): ReadonlyMap<string, string> {
  return new Map(
    ["site", "apiUrl", "bearerToken", "apiKey", "appKey", "accounts"].flatMap((name) => {
      const value = props[name];
      return value === undefined
        ? []
        : [[`datadog:${name}`, typeof value === "string" ? value : JSON.stringify(value)] as const];
    }),
  );
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
