import { RunError, type CustomResourceOptions } from "@pulumi/pulumi";
import { decisiveIgnored, ignoredChangesProblem } from "./decisive-properties";

/**
 * Refuses `ignoreChanges` of what says which token is revoked: the engine would keep the old token, and say "unchanged" of
 * a newly declared one that lives.
 *
 * @throws RunError that names the property.
 */
export function refuseIgnoredChanges(name: string, opts: CustomResourceOptions | undefined): void {
  const ignored = decisiveIgnored(opts?.ignoreChanges ?? []);
  if (ignored !== undefined) {
    throw new RunError(ignoredChangesProblem(name, ignored));
  }
}
