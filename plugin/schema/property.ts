/** A property of a resource, a provider or a function, as programs in every language see it. */
export interface Property {
  /** Sentences about it; those of an argument are the docstring of the TypeScript class, too. */
  description: string;
  /** The value of a property that is left out, in words. */
  defaultsTo?: string;
  type: PropertyType;
  secret?: true;
}

/** The type of a property, as Pulumi's schema writes it. */
export type PropertyType =
  | { type: "string" | "boolean" | "integer" | "number" }
  | { type: "array"; items: PropertyType }
  | { type: "object"; additionalProperties: PropertyType }
  | { $ref: string }
  | { oneOf: readonly PropertyType[] };

export const text: PropertyType = { type: "string" };
export const flag: PropertyType = { type: "boolean" };
export const wholeNumber: PropertyType = { type: "integer" };

/** A list of values. */
export function listOf(items: PropertyType): PropertyType {
  return { type: "array", items };
}

/** A map by name. */
export function mapOf(additionalProperties: PropertyType): PropertyType {
  return { type: "object", additionalProperties };
}
