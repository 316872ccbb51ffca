import { decisiveIgnored, ignoredChangesProblem } from "../../sdk/resources/decisive-properties";

/**
 * Refuses `ignoreChanges` of what says which token is revoked.
 *
 * @throws Error that names the resource and the property.
 */
export function refuseIgnored(urn: string, paths: readonly string[]): void {
  const ignored = decisiveIgnored(paths);
  if (ignored !== undefined) {
    throw new Error(ignoredChangesProblem(urn.split("::").slice(3).join("::"), ignored));
  }
}
