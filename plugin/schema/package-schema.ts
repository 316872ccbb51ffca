import { pluginName, pluginTypes } from "../../provider/schema/resource-types";
import { inOwnWords } from "../wire/own-words";
import { providerInputs } from "./configuration";
import { functionSchemas } from "./functions";
import type { Property } from "./property";
import { aliasOf, resourceSchemas } from "./resources";
import { enumTypes } from "./enum-types";
import { objectTypes } from "./object-types";

/** The parts of the package's manifest that the schema repeats. */
export interface Manifest {
  version: string;
  /** `github:owner/name`, whose releases have the plugin; absent as long as there is none. */
  repository?: string;
}

/** The schema of the plugin: the types, arguments and words of every language's SDK. */
export function packageSchema({ version, repository }: Manifest): object {
  return {
    name: pluginName,
    displayName: "Datadog token revocation",
    version,
    description: "Revoke leaked Datadog access tokens: idempotent, verified, rate-limit aware.",
    keywords: ["pulumi", "datadog", "category/utility"],
    license: "Apache-2.0",
    ...(repository !== undefined && {
      pluginDownloadURL: repository.replace(/^github:/, "github://api.github.com/"),
    }),
    meta: { supportPack: true },
    language: { python: { pyproject: { enabled: true } } },
    config: { variables: properties(providerInputs) },
    provider: {
      description:
        "One Datadog organisation, or several by name. One that a program makes takes its credentials from the program alone; the one that Pulumi makes by itself, from the stack's configuration and the environment.",
      inputProperties: properties(providerInputs),
    },
    types: { ...fromEntries(objectTypes, objectType), ...fromEntries(enumTypes, enumType) },
    resources: Object.fromEntries(
      (Object.keys(pluginTypes) as (keyof typeof pluginTypes)[]).map((kind) => {
        const { description, inputs, outputs, required } = resourceSchemas[kind];
        const schema = {
          description,
          inputProperties: properties(inputs),
          properties: properties(outputs),
          required,
          aliases: [{ type: aliasOf(kind) }],
        };
        return [pluginTypes[kind], schema];
      }),
    ),
    functions: fromEntries(functionSchemas, ({ description, inputs, requiredInputs, outputs, required }) => ({
      description,
      inputs: { type: "object", properties: properties(inputs), required: requiredInputs },
      outputs: { type: "object", properties: properties(outputs), required },
    })),
  };
}

function properties(table: Readonly<Record<string, Property>>): object {
  return Object.fromEntries(
    Object.entries(table).map(([name, { description, defaultsTo, type, secret }]) => [
      name,
      {
        ...type,
        description: inOwnWords(
          defaultsTo === undefined ? description : `${description} Default: ${defaultsTo}.`,
        ),
        ...(secret && { secret }),
      },
    ]),
  );
}

function objectType({
  description,
  properties: table,
  required,
}: (typeof objectTypes)[keyof typeof objectTypes]) {
  return { type: "object", description, properties: properties(table), required };
}

function enumType({ description, values }: (typeof enumTypes)[keyof typeof enumTypes]) {
  return {
    type: "string",
    description,
    enum: Object.entries(values).map(([value, meaning]) => ({ value, description: meaning })),
  };
}

/** The members of a table by their full names. */
function fromEntries<Member>(
  table: Readonly<Record<string, Member>>,
  write: (member: Member) => object,
): object {
  return Object.fromEntries(
    Object.entries(table).map(([name, member]) => [`${pluginName}:index:${name}`, write(member)]),
  );
}
