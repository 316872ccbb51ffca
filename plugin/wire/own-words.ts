import { withPluginSettings } from "../../provider/schema/resource-types";

/** The cap's word for what it has counted: a run may have several of the plugin's providers, and each counts its own. */
const countedPattern = /(?<= new revocations so far) in this run(?=, and )/;

/** Rewrites a text of the lifecycle for the plugin: the names of settings are those of its own namespace. */
export function inOwnWords(text: string): string {
  return withPluginSettings(text).replace(countedPattern, " by this provider in this run");
}
