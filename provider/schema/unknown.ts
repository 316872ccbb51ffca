/**
 * The stand-in for a value that is not known yet in a preview (`unknownValue` in `@pulumi/pulumi/runtime/rpc`). The
 * dynamic provider hands it to `check` and `diff` as it is; it is itself a well-formed UUID.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Tells whether a value of an input is not known yet. */
export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}
