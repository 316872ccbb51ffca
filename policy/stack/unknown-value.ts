import { UnknownValueError } from "@pulumi/policy";

/**
 * Runs every check of a resource. One that reads a value which a preview does not know yet ends there, and the others
 * still run; then the error goes on to the engine, which shows it as "can't run policy … during preview". With
 * `pulumi up` the value is known, and all is checked again before anything is created.
 */
export function checkEach(checks: readonly (() => void)[]): void {
  const unknown = checks.map(unknownValueIn).find((error) => error !== undefined);
  if (unknown !== undefined) {
    throw unknown;
  }
}

/** The error that stopped a check at a value not known yet; undefined if it ran to its end. Other errors go on. */
export function unknownValueIn(check: () => void): Error | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (isUnknownValueError(error)) {
      return error;
    }
    throw error;
  }
}

/** The class is exported by `@pulumi/policy`, its type is not. */
function isUnknownValueError(error: unknown): error is Error {
  return error instanceof UnknownValueError;
}
