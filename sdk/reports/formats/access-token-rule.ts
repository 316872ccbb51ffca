/**
 * True if a rule or detector of this name finds Datadog's access tokens and nothing else: those that the examples give
 * to gitleaks and TruffleHog, which know none of their own.
 */
export function isAccessTokenRule(name: string | null | undefined): boolean {
  return /datadog-(?:personal|service)-access-token/.test(name ?? "");
}
