import { createHash } from "node:crypto";
import type { BatchInputs } from "../../../provider/schema/batch-inputs";
import type { BatchState } from "../../../provider/schema/batch-state";
import type { RevocationEntry } from "../../../provider/schema/revocation-entry";
import { InMemoryDatadog } from "./in-memory-datadog";
import { providerUnderTest } from "./provider-under-test";
import { standardOptions } from "./resource-under-test";

let idsSoFar = 0;

/** Ids that look like any, each another one, and the same in every run. */
export const idsOf = (count: number) => Array.from({ length: count }, nextId).sort();

function nextId(): string {
  idsSoFar += 1;
  const hex = createHash("sha256").update(String(idsSoFar)).digest("hex");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}

/** An entry that says nothing, for each of the tokens. */
export const entriesOf = (tokenIds: readonly string[]): Record<string, RevocationEntry> =>
  Object.fromEntries(tokenIds.map((tokenId) => [tokenId, {}]));

export const inputsOf = (
  tokens: readonly string[] | Record<string, RevocationEntry>,
  more: Partial<BatchInputs> = {},
): BatchInputs => ({
  ...standardOptions,
  evidence: true,
  revocations: Array.isArray(tokens) ? entriesOf(tokens) : { ...(tokens as Record<string, RevocationEntry>) },
  ...more,
});

/** An organisation in which these tokens are alive, and so many others. */
export function organisationOf(tokenIds: readonly string[], others = 0) {
  const datadog = new InMemoryDatadog([...tokenIds, ...idsOf(others)]);
  return { datadog, ...providerUnderTest(datadog) };
}

/** A batch that is done, in an organisation with three other tokens; the calls of its creation are forgotten. */
export async function createdBatch(
  tokens: readonly string[] | Record<string, RevocationEntry>,
  more: Partial<BatchInputs> = {},
) {
  const organisation = organisationOf(
    Array.isArray(tokens) ? (tokens as readonly string[]) : Object.keys(tokens),
    3,
  );
  const { id, outs } = await organisation.batches.create(inputsOf(tokens, more));
  organisation.datadog.forgetCalls();
  return { ...organisation, id, state: outs as BatchState };
}

/** The parts of a rejected create or update that the engine keeps and shows. */
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
