import { pluginTypes } from "../../provider/schema/resource-types";

/** The name of one of the plugin's resource types. */
export type ResourceKind = keyof typeof pluginTypes;

/**
 * The kind of the resource that a URN names: `urn:pulumi:prod::incident::parent$type::name`.
 *
 * @throws Error for a type that is none of the plugin's.
 */
export function resourceKindOf(urn: string): ResourceKind {
  const type = urn.split("::")[2]?.split("$").at(-1);
  const found = Object.entries(pluginTypes).find(([, each]) => each === type);
  if (found === undefined) {
    throw new Error(`There is no resource of the type ${JSON.stringify(type)}.`);
  }
  return found[0] as ResourceKind;
}
