/** The types of the resources, as the state names them; they never change. */
export const resourceTypes = {
  single: "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocation",
  service: "pulumi-nodejs:dynamic/datadog:ServiceAccessTokenRevocation",
  batch: "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocationBatch",
  list: "pulumi-nodejs:dynamic/datadog:RevocationList",
} as const;

/** Tells the resources that revoke tokens from all others. */
export function isRevocationType(type: string): boolean {
  return (Object.values(resourceTypes) as string[]).includes(type);
}

/** Tells the resources that revoke one token, of whichever kind. */
export function isSingleType(type: string): boolean {
  return type === resourceTypes.single || type === resourceTypes.service;
}
