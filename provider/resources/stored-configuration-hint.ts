import { ConfigurationError } from "../session/configuration-error";
import { DatadogError } from "../datadog";

const hint =
  "A bare pulumi refresh or destroy uses the configuration that the last up stored with the state, not today's: set the credentials in the environment, or add --run-program.";

/** An error whose message ends with where a refresh or a destroy took its configuration from. */
class StoredConfigurationError extends Error {
  override readonly name = "StoredConfigurationError";
}

/** Runs a read or a delete; where credentials are refused or missing, the error says which configuration was used. */
export async function withStoredConfigurationHint<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isAboutCredentials(error)) {
      throw new StoredConfigurationError(`${error.message} ${hint}`, { cause: error });
    }
    throw error;
  }
}

/** Whether credentials were refused or missing, also where that is the cause of a larger failure. */
export function isAboutCredentials(error: unknown): error is Error {
  if (error instanceof ConfigurationError) {
    return true;
  }
  if (error instanceof Error && isAboutCredentials(error.cause)) {
    return true;
  }
  return error instanceof DatadogError && (error.status === 401 || error.status === 403);
}
