/**
 * Writes the text that stands in the state as a resource's provider, the same in every version of the package: it names
 * what to load, instead of being a serialised copy of it. That keeps the state small, starts fast, captures nothing, and
 * an upgrade of the package makes no diff and reaches refresh and destroy, too.
 *
 * @param provider - what `pulumi-datadog-token-revocation/provider` exports for the resource.
 */
export function providerText(provider: "single" | "batch"): string {
  return `exports.handler=require('pulumi-datadog-token-revocation/provider').${provider}`;
}
