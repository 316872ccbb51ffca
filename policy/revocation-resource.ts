/** The type of one token's revocation; in a test compared with the package's class. */
export const revocationType = "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocation";
/** The type of a batch of revocations. */
export const batchType = "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocationBatch";

/** True for a resource that revokes tokens: one, or a batch of them. */
export function isRevocation({ type }: { type: string }): boolean {
  return type === revocationType || type === batchType;
}
