import { unknownValue } from "../../provider/schema/unknown";
import { secretOutputs } from "../inputs/prepared-inputs";
import { computedOutputs } from "../schema/resources";
import type { Properties, Values } from "../wire/property-values";
import type { ResourceKind } from "../wire/resource-urn";

/** The words of a record, whose change asks Datadog for nothing. */
const words: readonly string[] = ["reason", "ticket"];

/**
 * The outputs that a preview shows: the inputs, and of the rest what stays as it is. What the program no longer says is not
 * taken from the state, where it may have been a secret; what an update may change is not known.
 */
export function previewOf(kind: ResourceKind, news: Properties, olds?: Properties): Properties {
  const { revocations: _, ...inputs } = news.values;
  const isOfMany = kind === "batch" || kind === "list";
  const rest =
    olds === undefined || isOfMany || !isOnlyReworded(inputs, olds.values)
      ? Object.fromEntries(foundOut(kind).map((name) => [name, unknownValue] as const))
      : Object.fromEntries(Object.entries(olds.values).filter(([name]) => !words.includes(name)));
  const kept = Object.keys(rest).filter((name) => !Object.hasOwn(inputs, name));
  return {
    values: { ...rest, ...inputs },
    secrets: new Set([
      ...secretOutputs(news.secrets),
      ...kept.filter((name) => olds?.secrets.has(name) === true),
    ]),
  };
}

/** The outputs that only Datadog can tell, or the update. */
function foundOut(kind: ResourceKind): string[] {
  return [...computedOutputs(kind), ...(kind === "service" ? ["serviceAccountId"] : [])];
}

/** Tells whether nothing but words of a record changes: the token is revoked, proven or armed, and declared as before. */
function isOnlyReworded(news: Values, { status, unfinished, verifiedAt, ...olds }: Values): boolean {
  const isSettled = status === "revoked" || status === "armed" || verifiedAt !== undefined;
  return (
    isSettled &&
    unfinished === undefined &&
    Object.entries(news).every(([name, value]) => words.includes(name) || olds[name] === value)
  );
}
