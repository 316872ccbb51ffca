import { mergeOptions, type CustomResourceOptions } from "@pulumi/pulumi";
import { pluginTypes, resourceTypes } from "../../provider/schema/resource-types";

type Kind = keyof typeof resourceTypes;

/** A resource's options with the alias by which it takes over the state of the provider plugin's resource that is the same. */
export function withPluginAlias(
  type: string,
  opts: CustomResourceOptions | undefined,
): CustomResourceOptions {
  const kind = (Object.keys(resourceTypes) as Kind[]).find((each) => resourceTypes[each] === type);
  return mergeOptions(opts, kind === undefined ? {} : { aliases: [{ type: pluginTypes[kind] }] });
}
