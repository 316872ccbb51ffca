import { decodeRecord, encodeRecord, type RecordedRevocation } from "./batch-record";
import { optionsOf, type OptionInputs } from "./option-inputs";

/** What stands in the stack's state of a batch; the ids stand in its inputs, and in the record as far as they are done. */
export interface BatchState extends OptionInputs {
  /** What was done to which token, as `encodeRecord` writes it. */
  record: string;
  revokedCount: number;
  alreadyRevokedCount: number;
}

/** The state that follows from inputs and record: a fresh object, absent fields left out. */
export function batchStateOf(options: OptionInputs, recorded: readonly RecordedRevocation[]): BatchState {
  const count = (status: RecordedRevocation["status"]) =>
    recorded.filter((each) => each.status === status).length;
  return {
    ...optionsOf(options),
    record: encodeRecord(recorded),
    revokedCount: count("revoked"),
    alreadyRevokedCount: count("alreadyRevoked"),
  };
}

/** What a batch's state says of its tokens. */
export function recordedIn(state: Partial<BatchState>): RecordedRevocation[] {
  return decodeRecord(state.record ?? "");
}
