import { batchStateOf, type BatchState } from "../../../provider/schema/batch-state";
import { recordedRevocations } from "../../../provider/schema/recorded-revocations";

/** A resource as the backend keeps it. */
export interface StoredResource {
  urn: string;
  type: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

/** Dates every DELETE in a state back to so many seconds ago. */
export function age(resources: readonly StoredResource[], seconds: number): void {
  const revokedAt = new Date(Date.now() - seconds * 1000).toISOString();
  for (const resource of resources) {
    const { type, outputs = {} } = resource;
    const records = recordedRevocations({ type, props: outputs }).map((record) =>
      record.revokedAt === undefined ? record : { ...record, revokedAt },
    );
    if ("record" in outputs) {
      const state = outputs as unknown as BatchState;
      resource.outputs = { ...outputs, ...batchStateOf(state, state.entries ?? {}, records) };
    } else if (records[0] !== undefined) {
      resource.outputs = { ...outputs, revokedAt: records[0].revokedAt };
    }
  }
}
