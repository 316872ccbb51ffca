import type { dynamic } from "@pulumi/pulumi";
import { isCredentialsError, redactTokenText } from "../datadog";
import { ConfigurationError } from "../session/configuration-error";

/**
 * An error as a person at `pulumi` should see it. The dynamic-provider process prints `${error}: ${error.stack}` of
 * what check, diff, read and delete throw: so the one is a short name here and the other the message.
 */
class DiagnosticError extends Error {
  override readonly name = "datadog";
  override readonly stack: string;

  constructor(error: Error) {
    super(redactTokenText(error.message));
    this.stack = this.message;
    // These keep a half-made resource in the state.
    for (const key of ["id", "properties", "reasons"] as const) {
      if (key in error) {
        Object.assign(this, { [key]: (error as Error & Record<typeof key, unknown>)[key] });
      }
    }
  }

  override toString(): string {
    return this.name;
  }
}

const methods = ["configure", "check", "diff", "create", "read", "update", "delete"] as const;

/** The same provider, whose errors carry no stack and no leaked token into a user's diagnostics. */
export function withUserFacingErrors(provider: dynamic.ResourceProvider): dynamic.ResourceProvider {
  const wrapped: Record<string, unknown> = {};
  for (const method of methods) {
    const original = provider[method]?.bind(provider) as
      ((...args: unknown[]) => Promise<unknown>) | undefined;
    if (original) {
      wrapped[method] = (...args: unknown[]) => original(...args).catch(rethrowForPeople);
    }
  }
  return wrapped as unknown as dynamic.ResourceProvider;
}

function rethrowForPeople(error: unknown): never {
  throw new DiagnosticError(error instanceof Error ? error : new Error(String(error)));
}

/** The advice to a person who tries to import a revocation. */
export const importAdvice =
  "A revocation can't be imported, and needs not be: declare it, and pulumi up adopts a token that is already revoked.";

const storedConfigurationHint =
  "A bare pulumi refresh or destroy uses the configuration that the last up stored with the state, not today's: set the credentials in the environment, or add --run-program.";

/** An error whose message ends with where a refresh or a destroy took its configuration from. */
class StoredConfigurationError extends Error {
  override readonly name = "StoredConfigurationError";
}

/** Runs a read or a delete; if credentials are refused or missing, the error says which configuration was used. */
export async function withStoredConfigurationHint<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isAboutCredentials(error)) {
      throw new StoredConfigurationError(`${error.message} ${storedConfigurationHint}`, { cause: error });
    }
    throw error;
  }
}

/** Tells whether credentials were refused or missing, also if that is the cause of a larger failure. */
export function isAboutCredentials(error: unknown): error is Error {
  if (error instanceof ConfigurationError) {
    return true;
  }
  if (error instanceof Error && isAboutCredentials(error.cause)) {
    return true;
  }
  return error instanceof Error && isCredentialsError(error);
}
