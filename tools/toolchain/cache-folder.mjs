import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The folder in which finished builds and downloads are kept between runs and between checkouts:
 * `${XDG_CACHE_HOME:-~/.cache}/pulumi-datadog-token-revocation`. Deleting it is always safe.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string}
 */
export function cacheFolder(environment) {
  return join(environment["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "pulumi-datadog-token-revocation");
}
