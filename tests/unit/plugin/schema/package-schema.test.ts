import { packageSchema } from "../../../../plugin/schema/package-schema";
import { pluginTypes, resourceTypes } from "../../../../provider/schema/resource-types";
import { onNotFoundValues, revokeOnValues } from "../../../../provider/schema/options";

interface Schema {
  pluginDownloadURL?: string;
  version: string;
  types: Record<string, { enum?: { value: string }[] }>;
  resources: Record<string, { aliases: { type: string }[]; inputProperties: Record<string, Property> }>;
  provider: { inputProperties: Record<string, Property> };
}
interface Property {
  description: string;
  secret?: boolean;
}

const schema = packageSchema({ version: "1.2.3" }) as Schema;

/** Every object in a value, itself included. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return [
    ...(Array.isArray(value) ? [] : [value as Record<string, unknown>]),
    ...Object.values(value).flatMap(objectsIn),
  ];
}

test("every reference in the schema leads to one of its types", () => {
  const references = objectsIn(schema).flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref] : []));
  expect(references.length).toBeGreaterThan(10);
  for (const reference of references) {
    expect(Object.keys(schema.types)).toContain(reference.replace("#/types/", ""));
  }
});

test("each resource takes over the state of the dynamic one of the same name", () => {
  for (const kind of Object.keys(pluginTypes) as (keyof typeof pluginTypes)[]) {
    expect(schema.resources[pluginTypes[kind]]?.aliases).toEqual([{ type: resourceTypes[kind] }]);
  }
});

test("an enumeration has the values that the lifecycle takes", () => {
  const valuesOf = (name: string) =>
    schema.types[`datadog-token-revocation:index:${name}`]?.enum?.map(({ value }) => value);
  expect(valuesOf("RevokeOn")).toEqual([...revokeOnValues]);
  expect(valuesOf("OnNotFound")).toEqual([...onNotFoundValues]);
});

test("leaked texts and credentials are secret, and ids are not", () => {
  const secretsOf = (properties: Record<string, Property> = {}) =>
    Object.keys(properties).filter((name) => properties[name]?.secret);
  expect(secretsOf(schema.resources[pluginTypes.single]?.inputProperties)).toEqual(["token"]);
  expect(secretsOf(schema.resources[pluginTypes.batch]?.inputProperties)).toEqual(["tokens"]);
  expect(secretsOf(schema.provider.inputProperties)).toEqual(["bearerToken", "apiKey", "appKey", "accounts"]);
});

test("settings are named by the plugin's own namespace", () => {
  const { site } = schema.resources[pluginTypes.single]?.inputProperties ?? {};
  expect(site?.description).toContain("configuration `datadog-token-revocation:site`");
});

test("the plugin is downloaded from the releases of the repository, if the package has one", () => {
  expect(schema).not.toHaveProperty("pluginDownloadURL");
  expect(packageSchema({ version: "1.2.3", repository: "github:acme/revocations" })).toMatchObject({
    pluginDownloadURL: "github://api.github.com/acme/revocations",
  });
});
