import assert from "node:assert/strict";
import { batchStateOf, recordsIn, type BatchState } from "../../../provider/schema/batch-state";
import { recordKey, type RevocationRecord } from "../../../provider/schema/revocation-record";
import { providerKey, recordIn, type RevocationState } from "../../../provider/schema/revocation-state";
import type { StoredResource } from "../engine/run";

/** One record, and where it stands. */
export interface HeldRecord {
  /** The resource's type, name and number, and the record's key: failed runs may leave several replaced ones of one id. */
  place: string;
  key: string;
  record: RevocationRecord;
}

/** The records of resources that were read before: what stands in the state never changes, but for another in its place. */
const known = new WeakMap<StoredResource, readonly HeldRecord[]>();
const foundReadable = new WeakSet<StoredResource>();

/** Every record of a state. */
export function recordsOf(state: readonly StoredResource[]): HeldRecord[] {
  return state.flatMap((holder) => {
    const held = known.get(holder) ?? recordsOfResource(holder);
    known.set(holder, held);
    return held;
  });
}

function recordsOfResource(holder: StoredResource): HeldRecord[] {
  return recordsHeld(holder).map((record) => {
    const key = recordKey(record);
    const { type, name, number } = holder;
    return { place: `${type} ${name} ${number} ${key}`, key, record };
  });
}

function recordsHeld({ type, outputs }: StoredResource): RevocationRecord[] {
  return type === "single" ? [recordIn(outputs as unknown as RevocationState)] : recordsIn(outputs);
}

/** Invariant: what a batch has written down can be read, and is written down again as it was. */
export function holdsReadableState(state: readonly StoredResource[]): void {
  for (const stored of state) {
    const { type, outputs } = stored;
    if (type !== "single" && !foundReadable.has(stored)) {
      foundReadable.add(stored);
      const { [providerKey]: _, ...own } = outputs;
      const batch = own as unknown as BatchState;
      assert.deepEqual(
        JSON.parse(JSON.stringify(batchStateOf(batch, batch.entries ?? {}, recordsIn(batch)))),
        own,
        "a batch's state does not round-trip",
      );
    }
  }
}
