import { randomUUID } from "node:crypto";
import type { BatchInputs } from "../../provider/schema/batch-inputs";
import type { BatchState } from "../../provider/schema/batch-state";
import { InMemoryDatadog } from "./in-memory-datadog";
import { providerUnderTest } from "./provider-under-test";

export const idsOf = (count: number) => Array.from({ length: count }, () => randomUUID() as string).sort();
export const options = {
  site: "datadoghq.eu",
  revokeOn: "both",
  onNotFound: "accept",
  verify: true,
} as const;
export const inputsOf = (tokenIds: string[], more: Partial<BatchInputs> = {}): BatchInputs => ({
  ...options,
  tokenIds,
  ...more,
});

export function organisationOf(tokenIds: string[], others = 0) {
  const datadog = new InMemoryDatadog(new Set([...tokenIds, ...idsOf(others)]));
  return { datadog, ...providerUnderTest(datadog) };
}

export async function createdBatch(tokenIds: string[], more: Partial<BatchInputs> = {}) {
  const organisation = organisationOf(tokenIds, 3);
  const { id, outs } = await organisation.batches.create(inputsOf(tokenIds, more));
  organisation.datadog.asked.length = 0;
  return { ...organisation, id, state: outs as BatchState };
}

/** What a rejected create or update leaves with the engine. */
export async function failureOf(
  run: Promise<unknown>,
): Promise<{ id: string; properties: BatchState & { __provider?: unknown }; reasons: string[] }> {
  return run.then(
    () => {
      throw new Error("it did not fail");
    },
    (error: unknown) => error as Awaited<ReturnType<typeof failureOf>>,
  );
}
