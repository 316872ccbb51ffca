import { RunError, type CustomResourceOptions } from "@pulumi/pulumi";

/**
 * Refuses the option `import`, for which the engine would ask a provider that it has not been told of yet.
 *
 * @throws RunError that says what to do instead.
 */
export function refuseImport(name: string, opts: CustomResourceOptions | undefined): void {
  if (opts?.import !== undefined) {
    throw new RunError(
      `${name}: a revocation can't be imported, and needs not be. Take the option import out: pulumi up adopts a token that is already revoked.`,
    );
  }
}
