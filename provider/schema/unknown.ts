/**
 * The stand-in for a value that is not known yet in a preview (`unknownValue` in `@pulumi/pulumi/runtime/rpc`). The
 * dynamic provider hands it to `check` and `diff` as it is; it is itself a well-formed UUID.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The words for this stand-in where a token's id belongs. */
export const unknownIsNoToken =
  "this is the value that Pulumi puts in the place of one that is not known yet, and no token's id. Write the token's own id or public portion; if it comes from a stack's output, a run that passed its resource over (pulumi up --target) left it there: run pulumi up for that one first.";

/** Tells whether a value of an input is not known yet. */
export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}
