import { unknownValue } from "../../provider/schema/unknown";
import { computedOutputs } from "../schema/resources";
import type { Values } from "../wire/property-values";
import type { ResourceKind } from "../wire/resource-urn";

/** The outputs that a preview shows: the inputs, and of the rest what is known. */
export function previewOf(kind: ResourceKind, { revocations: _, ...inputs }: Values, olds?: Values): Values {
  const rest = olds ?? Object.fromEntries(computedOutputs(kind).map((name) => [name, unknownValue] as const));
  return { ...rest, ...inputs };
}
