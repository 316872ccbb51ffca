import type { BatchInputs } from "../../../provider/schema/batch-inputs";
import type { RevocationInputs } from "../../../provider/schema/revocation-inputs";
import { InMemoryDatadog } from "./in-memory-datadog";
import { providerUnderTest, tokenId } from "./provider-under-test";
import { standardOptions } from "./resource-under-test";

export const otherAccountId = "3ad549bf-eba0-11e9-a77a-0705486660d0";
export const neighbour = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
export const service = { kind: "service" } as const;
export const subject = `service access token "${tokenId}" on datadoghq.eu`;
export const personalSubject = `personal access token "${tokenId}" on datadoghq.eu`;

export function underTest() {
  const datadog = new InMemoryDatadog([neighbour]);
  return { datadog, ...providerUnderTest(datadog) };
}
export const inputsOf = (more: Partial<RevocationInputs>): RevocationInputs => ({
  ...standardOptions,
  ...more,
  tokenId,
});
export const batchOf = (revocations: BatchInputs["revocations"]): BatchInputs => ({
  ...standardOptions,
  revocations,
  evidence: true,
});

/** The outputs of an operation that succeeded. */
export async function created<State>(result: Promise<{ outs?: State }>): Promise<State> {
  const { outs } = await result;
  if (outs === undefined) {
    throw new Error("Expected outputs.");
  }
  return outs;
}

export async function failureOf(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  return outcome instanceof Error ? outcome.message : "nothing failed";
}
