export {
  PersonalAccessTokenRevocation,
  type PersonalAccessTokenRevocationArgs,
} from "./personal-access-token-revocation";
export {
  PersonalAccessTokenRevocationBatch,
  type BatchedRevocation,
  type PersonalAccessTokenRevocationBatchArgs,
} from "./personal-access-token-revocation-batch";
export type { OnNotFound, RevokeOn } from "../provider/options";
export type { RevocationStatus } from "../provider/revocation-status";
export type { RevocationEvidence } from "../provider/state";
