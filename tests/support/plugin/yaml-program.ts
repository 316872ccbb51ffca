import { tokenId } from "../engine/incident";
import { pluginFolder, pluginName, pluginType } from "./plugin";

/** A program in Pulumi YAML, as an object. */
export interface YamlProgram {
  config?: Record<string, unknown>;
  variables?: Record<string, unknown>;
  resources?: Record<string, YamlResource>;
  outputs?: Record<string, unknown>;
}

interface YamlResource {
  type: string;
  properties?: Record<string, unknown>;
  options?: Record<string, unknown>;
}

/** The program that revokes the token of the examples, by the resource `leaked`. */
export function oneRevocation(options?: Record<string, unknown>): YamlProgram {
  return {
    resources: {
      leaked: {
        type: pluginType("PersonalAccessTokenRevocation"),
        properties: { tokenId },
        ...(options && { options }),
      },
    },
  };
}

/**
 * The text of a program's `Pulumi.yaml`, which is JSON: that is YAML, too.
 *
 * @param plugins - where the plugin is; without it Pulumi looks for it as it does for any other
 */
export function yamlProject(
  program: YamlProgram,
  {
    name = "program",
    plugins = { providers: [{ name: pluginName, path: pluginFolder }] },
  }: { name?: string; plugins?: unknown } = {},
): string {
  return JSON.stringify({ name, runtime: "yaml", plugins, ...program }, undefined, 2);
}
